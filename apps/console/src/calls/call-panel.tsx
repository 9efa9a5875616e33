import { useQuery } from '@tanstack/react-query'
import type { CallDetail } from '@veridesk/contract/calls'
import { Skeleton } from 'antd'
import { useState } from 'react'
import { workOrderQuery } from '../api/queries.ts'
import { useTopic } from '../api/realtime.tsx'
import { LoadError } from '../parts/load-error.tsx'
import type { OrderTab } from '../paths.ts'
import { OrderTabs } from '../work-orders/order-tabs.tsx'
import styles from './call-panel.module.css'
import { WalkInPanel } from './walk-in-panel.tsx'

/** The order's tabs beside the picture; of a walk-in call first what gives it one. */
export function CallPanel({ detail }: { readonly detail: CallDetail }) {
  const { workOrderId } = detail
  const [tab, setTab] = useState<OrderTab>('info')
  const order = useQuery({ ...workOrderQuery(workOrderId ?? ''), enabled: workOrderId !== null })
  useTopic(workOrderId && `work-order:${workOrderId}`)
  if (!workOrderId) return <WalkInPanel detail={detail} />
  if (order.error && !order.data)
    return <LoadError error={order.error} onRetry={() => void order.refetch()} />
  return order.data ? (
    <OrderTabs order={order.data} active={tab} onChange={setTab} narrow />
  ) : (
    <Skeleton active className={styles.skeleton ?? ''} paragraph={{ rows: 8 }} />
  )
}
