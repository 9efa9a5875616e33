import { WarningOutlined } from '@ant-design/icons'
import type { WorkOrder } from '@veridesk/contract/work-orders'
import { Descriptions } from 'antd'
import { useTranslation } from 'react-i18next'
import { dateTime } from '../format/date-time.ts'
import { StatusMark, type Tone } from '../parts/status-mark.tsx'
import { OrderActions } from './order-actions-bar.tsx'
import styles from './info-tab.module.css'

const smsTones: Readonly<Record<NonNullable<WorkOrder['sms']['lastStatus']>, Tone>> = {
  queued: 'blue',
  sent: 'green',
  failed: 'red',
}

/** 工单信息: everything the order holds, whole. */
export function InfoTab({
  order,
  narrow,
}: {
  readonly order: WorkOrder
  readonly narrow: boolean
}) {
  const { t } = useTranslation()
  const column = narrow ? 1 : 2
  const { sms } = order
  return (
    <div className={styles.info}>
      <Descriptions
        title={t('order.business')}
        bordered
        size="small"
        column={column}
        items={[
          { key: 'task', label: t('orders.taskNumber'), children: order.taskNumber },
          {
            key: 'business',
            label: t('orders.businessTypeAndItem'),
            children: `${order.businessType} / ${order.businessItem}`,
          },
          { key: 'insured', label: t('orders.insuredName'), children: order.insuredName ?? '-' },
          { key: 'phone', label: t('orders.contactPhone'), children: order.contactPhone },
          {
            key: 'id',
            label: t('orders.idNumber'),
            children: (
              <>
                {order.idNumber ?? '-'}
                {order.idNumberDoubtful && (
                  <span className={styles.doubtful}>
                    <WarningOutlined aria-hidden /> {t('order.doubtful')}
                  </span>
                )}
              </>
            ),
          },
          { key: 'case', label: t('orders.caseNumber'), children: order.caseNumber },
          { key: 'policy', label: t('orders.policyNumber'), children: order.policyNumber ?? '-' },
          { key: 'handler', label: t('orders.handler'), children: order.handler },
          { key: 'creator', label: t('orders.creator'), children: order.creator },
        ]}
      />
      <Descriptions
        title={t('order.sms')}
        bordered
        size="small"
        column={column}
        items={[
          {
            key: 'status',
            label: t('order.smsStatus'),
            children: sms.lastStatus ? (
              <StatusMark tone={smsTones[sms.lastStatus]}>
                {t(`smsStatus.${sms.lastStatus}`)}
              </StatusMark>
            ) : (
              t('order.smsNever')
            ),
          },
          {
            key: 'at',
            label: t('order.smsLastSentAt'),
            children: sms.lastSentAt ? dateTime(sms.lastSentAt) : '-',
          },
        ]}
      />
      <OrderActions order={order} />
    </div>
  )
}
