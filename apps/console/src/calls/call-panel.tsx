import { useQuery } from '@tanstack/react-query'
import { Empty, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { workOrderQuery } from '../api/queries.ts'
import { useTopic } from '../api/realtime.tsx'
import { LoadError } from '../parts/load-error.tsx'
import type { OrderTab } from '../paths.ts'
import { OrderTabs } from '../work-orders/order-tabs.tsx'
import styles from './call-panel.module.css'

/** The order's tabs beside the picture. */
export function CallPanel({ workOrderId }: { readonly workOrderId: string | null }) {
  const { t } = useTranslation()
  const [tab, setTab] = useState<OrderTab>('info')
  const order = useQuery({ ...workOrderQuery(workOrderId ?? ''), enabled: workOrderId !== null })
  useTopic(workOrderId && `work-order:${workOrderId}`)
  if (!workOrderId)
    return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('call.noOrder')} />
  if (order.error && !order.data)
    return <LoadError error={order.error} onRetry={() => void order.refetch()} />
  return order.data ? (
    <OrderTabs order={order.data} active={tab} onChange={setTab} narrow />
  ) : (
    <Skeleton active className={styles.skeleton ?? ''} paragraph={{ rows: 8 }} />
  )
}
