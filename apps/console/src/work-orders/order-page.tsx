import { LeftOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import type { WorkOrder } from '@veridesk/contract/work-orders'
import { Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useNavigate, useParams } from 'react-router'
import { workOrderQuery } from '../api/queries.ts'
import { useTopic } from '../api/realtime.tsx'
import { dateTime } from '../format/date-time.ts'
import type { ListPlace } from '../lists/use-list-address.ts'
import { LoadError } from '../parts/load-error.tsx'
import { orderTabs, paths, type OrderTab } from '../paths.ts'
import { LeaveGuard } from './leave-guard.tsx'
import { OrderTabs } from './order-tabs.tsx'
import { PriorityMark } from './priority-mark.tsx'
import { StatusTag } from './status-tag.tsx'
import styles from './order-page.module.css'

/** One work order: 工单信息, 照片采集, 处理记录. */
export function OrderPage() {
  const { id = '', tab } = useParams()
  const navigate = useNavigate()
  const order = useQuery(workOrderQuery(id))
  useTopic(`work-order:${id}`)
  const { state } = useLocation() as { readonly state: ListPlace | null }
  const active: OrderTab = orderTabs.find((each) => each === tab) ?? 'info'
  return (
    <div className={styles.page}>
      <LeaveGuard orderId={id} />
      <Head order={order.data ?? null} place={state} />
      {order.error && !order.data ? (
        <LoadError error={order.error} onRetry={() => void order.refetch()} />
      ) : (
        <section className={styles.card}>
          {order.data ? (
            <OrderTabs
              order={order.data}
              active={active}
              onChange={(next) =>
                void navigate(paths.workOrder(id, next), { replace: true, state })
              }
            />
          ) : (
            <Skeleton active className={styles.skeleton ?? ''} paragraph={{ rows: 8 }} />
          )}
        </section>
      )}
    </div>
  )
}

interface HeadProps {
  readonly order: WorkOrder | null
  /** The list that led here, as it stood. */
  readonly place: ListPlace | null
}

function Head({ order, place }: HeadProps) {
  const { t } = useTranslation()
  const list = place?.list
  return (
    <div className={styles.head}>
      <Link to={list ?? paths.workOrders} state={list?.state} className={styles.back}>
        <LeftOutlined aria-hidden /> {t('common.back')}
      </Link>
      {order && (
        <>
          <h1 className={styles.title}>{t('call.order', { taskNumber: order.taskNumber })}</h1>
          <StatusTag status={order.status} />
          {order.priority && <PriorityMark />}
          {order.liveCallId && (
            <Link to={paths.call(order.liveCallId)} className={styles.live}>
              {t('order.inCall')}
            </Link>
          )}
          <span className={styles.people}>
            <span>{`${t('orders.handler')}: ${order.handler}`}</span>
            <span>{`${t('orders.creator')}: ${order.creator}`}</span>
          </span>
          <span className={styles.times}>
            <span>{t('order.createdAt', { at: dateTime(order.createdAt) })}</span>
            <span>{t('order.updatedAt', { at: dateTime(order.updatedAt) })}</span>
          </span>
        </>
      )}
    </div>
  )
}
