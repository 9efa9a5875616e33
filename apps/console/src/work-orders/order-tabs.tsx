import type { WorkOrder } from '@veridesk/contract/work-orders'
import { Tabs } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { PhotosTab } from '../photos/photos-tab.tsx'
import { orderTabs, type OrderTab } from '../paths.ts'
import { RecordsTab } from '../records/records-tab.tsx'
import { InfoTab } from './info-tab.tsx'
import styles from './order-tabs.module.css'

interface Props {
  readonly order: WorkOrder
  readonly active: OrderTab
  readonly onChange: (tab: OrderTab) => void
  /** Beside the picture of a call there is less room. */
  readonly narrow?: boolean
}

/** The tabs of an order that already work: on its page, and beside the picture during a call. */
export function OrderTabs({ order, active, onChange, narrow = false }: Props) {
  const { t } = useTranslation()
  const content: Readonly<Record<OrderTab, ReactNode>> = {
    info: <InfoTab order={order} narrow={narrow} />,
    photos: <PhotosTab workOrderId={order.id} />,
    records: <RecordsTab workOrderId={order.id} narrow={narrow} />,
  }
  return (
    <Tabs
      className={styles.tabs ?? ''}
      activeKey={active}
      onChange={(key) => onChange(orderTabs.find((each) => each === key) ?? 'info')}
      destroyOnHidden
      items={orderTabs.map((tab) => ({
        key: tab,
        label: t(`order.tabs.${tab}`),
        children: <div className={styles.body}>{content[tab]}</div>,
      }))}
    />
  )
}
