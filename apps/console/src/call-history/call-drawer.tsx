import type { CallRecord } from '@veridesk/contract/calls'
import { Descriptions, Drawer } from 'antd'
import { useTranslation } from 'react-i18next'
import { dateTime } from '../format/date-time.ts'
import { longClock } from '../format/duration.ts'
import { normalEnd } from '../records/call-record-rules.ts'
import { Offers } from '../records/offers.tsx'
import { Recordings } from '../records/recordings.tsx'
import styles from './call-drawer.module.css'

interface Props {
  /** Null: closed. */
  readonly record: CallRecord | null
  readonly onClose: () => void
}

/** A call that belongs to no order yet: what is known of it, its recordings, and for whom it rang. */
export function CallDrawer({ record, onClose }: Props) {
  const { t } = useTranslation()
  return (
    <Drawer
      open={record !== null}
      onClose={onClose}
      size={640}
      title={t('callHistory.detail')}
      destroyOnHidden
    >
      {record && <Facts record={record} />}
      {record?.answeredAt && (
        <section aria-label={t('callHistory.recordings')}>
          <h3 className={styles.title}>{t('callHistory.recordings')}</h3>
          <Recordings callId={record.id} />
        </section>
      )}
      {record && <Offers callId={record.id} />}
    </Drawer>
  )
}

function Facts({ record }: { readonly record: CallRecord }) {
  const { t } = useTranslation()
  const normal = normalEnd(record)
  return (
    <Descriptions
      bordered
      size="small"
      column={1}
      items={[
        { key: 'agent', label: t('orders.handler'), children: record.agentName ?? '-' },
        { key: 'queued', label: t('records.queuedAt'), children: dateTime(record.queuedAt) },
        {
          key: 'ended',
          label: t('records.endedAt'),
          children: record.endedAt ? dateTime(record.endedAt) : t('records.inProgress'),
        },
        { key: 'wait', label: t('records.wait'), children: longClock(record.waitSeconds) },
        { key: 'talk', label: t('records.talk'), children: longClock(record.talkSeconds) },
        {
          key: 'cancelled',
          label: t('records.cancelled'),
          children: t(record.cancelled ? 'common.yes' : 'common.no'),
        },
        { key: 'normal', label: t('records.normal'), children: normal === null ? '-' : t(normal) },
        {
          key: 'reason',
          label: t('callHistory.endReason'),
          children: record.endReason ? t(`endReason.${record.endReason}`) : '-',
        },
      ]}
    />
  )
}
