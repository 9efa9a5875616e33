import { WarningOutlined } from '@ant-design/icons'
import type { WorkOrder } from '@veridesk/contract/work-orders'
import { Descriptions } from 'antd'
import { useTranslation } from 'react-i18next'
import styles from './info-tab.module.css'

interface Props {
  readonly order: WorkOrder
  readonly narrow: boolean
}

/** 业务信息 to be read: of a closed order, or for who may not edit. */
export function OrderFacts({ order, narrow }: Props) {
  const { t } = useTranslation()
  return (
    <Descriptions
      title={t('order.business')}
      bordered
      size="small"
      column={narrow ? 1 : 2}
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
        {
          key: 'priority',
          label: t('orders.priority'),
          children: t(order.priority ? 'common.yes' : 'common.no'),
        },
      ]}
    />
  )
}
