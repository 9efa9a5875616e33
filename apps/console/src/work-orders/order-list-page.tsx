import { PlusOutlined } from '@ant-design/icons'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { workOrderStatuses, type WorkOrderStatus } from '@veridesk/contract/states'
import { Button, Tabs } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { workOrderCountsQuery, workOrdersQuery } from '../api/queries.ts'
import { countText } from '../format/size.ts'
import { LoadError } from '../parts/load-error.tsx'
import { Page } from '../parts/page.tsx'
import { useCan } from '../session/me-context.ts'
import { CreateDrawer } from './create-drawer.tsx'
import { OrderTable } from './order-table.tsx'
import styles from './order-list-page.module.css'

const tabs = ['all', ...workOrderStatuses] as const
type Tab = (typeof tabs)[number]

/** 工单: the list by status, newest first, and 新建 (manual 3.4). */
export function OrderListPage() {
  const { t } = useTranslation()
  const mayCreate = useCan('workOrder.create')
  const [creating, setCreating] = useState(false)
  const [params, setParams] = useSearchParams()
  const chosen: Tab = tabs.find((each) => each === params.get('status')) ?? 'all'
  const choose = (tab: Tab) => setParams(tab === 'all' ? {} : { status: tab }, { replace: true })
  const counts = useQuery(workOrderCountsQuery).data

  const label = (tab: Tab) => (
    <>
      {tab === 'all' ? t('orders.all') : t(`status.${tab}`)}{' '}
      <span className={styles.count}>{counts ? countText(counts[tab]) : ''}</span>
    </>
  )
  return (
    <Page
      title={t('orders.title')}
      actions={
        mayCreate && (
          <Button
            type="primary"
            icon={<PlusOutlined aria-hidden />}
            onClick={() => setCreating(true)}
          >
            {t('orders.create')}
          </Button>
        )
      }
    >
      <section className={styles.card}>
        <Tabs
          className={styles.tabs ?? ''}
          aria-label={t('orders.statusTabs')}
          activeKey={chosen}
          onChange={(key) => choose(tabs.find((each) => each === key) ?? 'all')}
          items={tabs.map((tab) => ({ key: tab, label: label(tab) }))}
        />
        <Pages key={chosen} status={chosen === 'all' ? null : chosen} />
      </section>
      <CreateDrawer open={creating} onClose={() => setCreating(false)} />
    </Page>
  )
}

/** Keyset paging: the cursors of the pages gone through, the last one being on the screen. */
function Pages({ status }: { readonly status: WorkOrderStatus | null }) {
  const { t } = useTranslation()
  const [cursors, setCursors] = useState<readonly string[]>([])
  const cursor = cursors.at(-1)
  const page = useQuery({
    ...workOrdersQuery({ ...(status ? { status } : {}), ...(cursor ? { cursor } : {}) }),
    placeholderData: keepPreviousData,
  })
  if (page.error && !page.data)
    return <LoadError error={page.error} onRetry={() => void page.refetch()} />
  const next = page.data?.nextCursor ?? null
  return (
    <>
      <OrderTable rows={page.data?.items ?? null} status={status} stale={page.isPlaceholderData} />
      {(cursors.length > 0 || next) && (
        <nav className={styles.paging}>
          <Button disabled={cursors.length === 0} onClick={() => setCursors(cursors.slice(0, -1))}>
            {t('common.previousPage')}
          </Button>
          <Button
            disabled={!next || page.isPlaceholderData}
            onClick={() => next && setCursors([...cursors, next])}
          >
            {t('common.nextPage')}
          </Button>
        </nav>
      )}
    </>
  )
}
