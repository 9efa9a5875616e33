import type { CallRecord } from '@veridesk/contract/calls'
import { Button, Table, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DispositionDialog } from '../calls/disposition-dialog.tsx'
import { dateTime } from '../format/date-time.ts'
import { longClock } from '../format/duration.ts'
import { useMe } from '../session/me-context.ts'
import { Offers } from './offers.tsx'
import { Recordings } from './recordings.tsx'
import { mayFill, normalEnd } from './call-record-rules.ts'
import styles from './call-records.module.css'

interface Props {
  readonly calls: readonly CallRecord[]
  readonly narrow: boolean
  /** The call whose row is open at first. */
  readonly openId: string | null
}

/** 呼叫记录 with the manual's columns (3.14); a row opens to the recordings of its call and to why it rang for whom. */
export function CallRecords({ calls, narrow, openId }: Props) {
  const { t } = useTranslation()
  const me = useMe()
  const [filling, setFilling] = useState<CallRecord | null>(null)
  const columns: TableColumnsType<CallRecord> = [
    { title: t('records.queuedAt'), dataIndex: 'queuedAt', render: dateTime },
    {
      title: t('records.endedAt'),
      dataIndex: 'endedAt',
      render: (at: string | null) => (at ? dateTime(at) : t('records.inProgress')),
    },
    { title: t('records.wait'), dataIndex: 'waitSeconds', render: longClock },
    { title: t('records.talk'), dataIndex: 'talkSeconds', render: longClock },
    {
      title: t('records.cancelled'),
      dataIndex: 'cancelled',
      render: (cancelled: boolean) => t(cancelled ? 'common.yes' : 'common.no'),
    },
    {
      title: t('records.normal'),
      render: (_, record) => {
        const normal = normalEnd(record)
        return normal === null ? '-' : t(normal)
      },
    },
    {
      title: t('records.summary'),
      render: (_, record) => (
        <Summary record={record} onFill={mayFill(record, me) ? () => setFilling(record) : null} />
      ),
    },
  ]
  return (
    <>
      <Table<CallRecord>
        className={narrow ? (styles.narrow ?? '') : ''}
        rowKey="id"
        size="small"
        pagination={false}
        dataSource={calls}
        columns={columns}
        scroll={{ x: 900 }}
        locale={{ emptyText: <span className={styles.none}>{t('records.noCalls')}</span> }}
        expandable={{
          defaultExpandedRowKeys: openId ? [openId] : [],
          expandedRowRender: (record) => (
            <>
              {record.answeredAt && <Recordings callId={record.id} />}
              <Offers callId={record.id} />
            </>
          ),
        }}
      />
      {filling && (
        <DispositionDialog
          callId={filling.id}
          onFilled={() => setFilling(null)}
          onLater={() => setFilling(null)}
          laterText={t('common.cancel')}
        />
      )}
    </>
  )
}

interface SummaryProps {
  readonly record: CallRecord
  readonly onFill: (() => void) | null
}

/** 小结: why it ended, what was noted; an unfilled one can be filled from here. */
function Summary({ record, onFill }: SummaryProps) {
  const { t } = useTranslation()
  const words = [
    record.dispositionReason && t(`disposition.reasons.${record.dispositionReason}`),
    record.dispositionNote,
    record.endReason && t(`endReason.${record.endReason}`),
  ].filter(Boolean)
  return (
    <span className={styles.summary}>
      {words.join(' · ') || '-'}
      {onFill && (
        <Button size="small" type="link" onClick={onFill}>
          {t('records.fill')}
        </Button>
      )}
    </span>
  )
}
