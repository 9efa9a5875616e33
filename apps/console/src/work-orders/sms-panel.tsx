import type { WorkOrder } from '@veridesk/contract/work-orders'
import { Alert, Descriptions } from 'antd'
import { useTranslation } from 'react-i18next'
import { dateTime } from '../format/date-time.ts'
import { SmsStatusMark } from '../sms/sms-status-mark.tsx'
import styles from './info-tab.module.css'

interface Props {
  readonly order: WorkOrder
  readonly narrow: boolean
}

/** 短信通知: whether the last message arrived, and what to do where it did not (manual 3.5). */
export function SmsPanel({ order, narrow }: Props) {
  const { t } = useTranslation()
  const { lastStatus, lastSentAt, lastFailure, sentToday, dailyCap } = order.sms
  const failed = lastStatus === 'failed' || lastStatus === 'undelivered'
  const reason = lastFailure ?? 'unknown'
  return (
    <section className={styles.part} aria-label={t('order.sms')}>
      <h2 className={styles.title}>{t('order.sms')}</h2>
      {failed && (
        <Alert
          type="error"
          showIcon
          title={t('order.smsProblem', { problem: t(`smsFailure.${reason}.what`) })}
          description={t(`smsFailure.${reason}.next`)}
        />
      )}
      <Descriptions
        bordered
        size="small"
        column={narrow ? 1 : 3}
        items={[
          {
            key: 'status',
            label: t('order.smsStatus'),
            children: lastStatus ? <SmsStatusMark status={lastStatus} /> : t('order.smsNever'),
          },
          {
            key: 'at',
            label: t('order.smsLastSentAt'),
            children: lastSentAt ? dateTime(lastSentAt) : '-',
          },
          {
            key: 'today',
            label: t('order.smsToday'),
            children: t('order.smsOfCap', { sent: sentToday, cap: dailyCap }),
          },
        ]}
      />
    </section>
  )
}
