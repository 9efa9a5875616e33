/** The columns that the three lists of calls share. */
import type { BoardCall, BoardSide } from '@veridesk/contract/board'
import { callTransitions, nextState, type CallStatus } from '@veridesk/contract/states'
import { Button, type TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { StatusMark } from '../parts/status-mark.tsx'
import { paths } from '../paths.ts'
import type { Force } from './force.ts'
import { sideState } from './side-state.ts'
import { Since } from './since.tsx'
import styles from './board.module.css'

/** Null: whoever looks may not step in. */
export type OnForce = ((force: Force) => void) | null

/** 任务编号, 业务, 客户. */
export function useCallColumns<Row extends BoardCall>(
  customer: (row: Row) => BoardSide | null,
): TableColumnsType<Row> {
  const { t } = useTranslation()
  return [
    {
      title: t('orders.taskNumber'),
      width: 112,
      render: (_, row) => (
        <>
          {row.workOrderId && row.taskNumber ? (
            <Link to={paths.orderCall(row.workOrderId, row.id)} className={styles.link}>
              {row.taskNumber}
            </Link>
          ) : (
            t('board.walkIn')
          )}
          {row.priority && (
            <div>
              <StatusMark tone="amber">{t('board.priority')}</StatusMark>
            </div>
          )}
        </>
      ),
    },
    {
      title: t('board.business'),
      ellipsis: true,
      render: (_, row) => `${row.businessType} / ${row.businessItem}`,
    },
    {
      title: t('board.customer'),
      width: 128,
      render: (_, row) => {
        const side = customer(row)
        return (
          <>
            <div className={styles.name}>{row.insuredName ?? '-'}</div>
            {side && <SideMark side={side} />}
            {!side && !row.present && (
              <StatusMark tone="red">{t('board.sides.pageGone')}</StatusMark>
            )}
          </>
        )
      },
    },
  ]
}

/** 正常, or what is wrong and since when. */
export function SideMark({ side }: { readonly side: BoardSide }) {
  const { t } = useTranslation()
  const { word, tone, since } = sideState(side)
  return (
    <StatusMark tone={tone}>
      {t(`board.sides.${word}`)}
      {since && (
        <>
          {' '}
          <Since at={since} />
        </>
      )}
    </StatusMark>
  )
}

/** 重新排队 and 结束, as far as the table of calls has them; no column where one may only look. */
export function useForceColumn<Row extends BoardCall>(
  status: CallStatus,
  agentNameOf: (row: Row) => string | null,
  onForce: OnForce,
): TableColumnsType<Row> {
  const { t } = useTranslation()
  if (!onForce) return []
  const acts = (['requeue', 'end'] as const).filter(
    (act) => nextState(callTransitions, status, `force-${act}`) !== null,
  )
  return [
    {
      title: t('orders.actions'),
      width: acts.length > 1 ? 136 : 72,
      render: (_, row) => (
        <span className={styles.actions}>
          {acts.map((act) => (
            <Button
              key={act}
              size="small"
              type="link"
              danger={act === 'end'}
              onClick={() => onForce({ act, status, call: row, agentName: agentNameOf(row) })}
            >
              {t(`board.${act}`)}
            </Button>
          ))}
        </span>
      ),
    },
  ]
}
