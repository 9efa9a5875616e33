import type { UseQueryResult } from '@tanstack/react-query'
import type { CallRecord } from '@veridesk/contract/calls'
import type { TableColumnsType } from 'antd'
import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { dateTime } from '../format/date-time.ts'
import { longClock } from '../format/duration.ts'
import { ListTable } from '../lists/list-table.tsx'
import type { ListPlace } from '../lists/use-list-address.ts'
import { paths } from '../paths.ts'
import { normalEnd } from '../records/call-record-rules.ts'
import styles from '../lists/list.module.css'

interface Props {
  readonly page: UseQueryResult<{
    readonly items: readonly CallRecord[]
    readonly nextCursor: string | null
  }>
  readonly filtered: boolean
  readonly list: RefObject<HTMLDivElement | null>
  readonly rowProps: (row: CallRecord) => object
  /** Where the list stands, for the way back from an order. */
  readonly place: ListPlace
}

/** The manual's eight columns (3.16). */
export function CallTable({ page, filtered, list, rowProps, place }: Props) {
  const { t } = useTranslation()
  const columns: TableColumnsType<CallRecord> = [
    {
      title: t('orders.taskNumber'),
      width: 160,
      render: (_, row) =>
        row.workOrderId && row.taskNumber ? (
          <Link to={paths.orderCall(row.workOrderId, row.id)} state={place} className={styles.view}>
            {row.taskNumber}
          </Link>
        ) : (
          '-'
        ),
    },
    {
      title: t('orders.handler'),
      dataIndex: 'agentName',
      ellipsis: true,
      render: (name: string | null) => name ?? '-',
    },
    { title: t('records.queuedAt'), dataIndex: 'queuedAt', width: 176, render: dateTime },
    {
      title: t('records.endedAt'),
      dataIndex: 'endedAt',
      width: 176,
      render: (at: string | null) => (at ? dateTime(at) : t('records.inProgress')),
    },
    { title: t('records.wait'), dataIndex: 'waitSeconds', width: 110, render: longClock },
    { title: t('records.talk'), dataIndex: 'talkSeconds', width: 110, render: longClock },
    {
      title: t('records.cancelled'),
      dataIndex: 'cancelled',
      width: 110,
      render: (cancelled: boolean) => t(cancelled ? 'common.yes' : 'common.no'),
    },
    {
      title: t('records.normal'),
      width: 120,
      render: (_, row) => {
        const normal = normalEnd(row)
        return normal === null ? '-' : t(normal)
      },
    },
  ]
  return (
    <ListTable<CallRecord>
      page={page}
      label={t('callHistory.title')}
      list={list}
      rowProps={rowProps}
      columns={columns}
      filtered={filtered}
      empty={
        <>
          {t('callHistory.empty')}
          <br />
          {t('callHistory.emptyNext')}
        </>
      }
    />
  )
}
