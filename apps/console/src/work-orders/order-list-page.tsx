import { PlusOutlined } from '@ant-design/icons'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { workOrderStatuses } from '@veridesk/contract/states'
import { Button, Tabs, type InputRef } from 'antd'
import { useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { workOrderCountsQuery, workOrdersQuery } from '../api/queries.ts'
import { serverNow } from '../api/server-clock.ts'
import { ExportButton } from '../exports/export-button.tsx'
import { countText } from '../format/size.ts'
import { withOne } from '../lists/address.ts'
import { ListActions } from '../lists/list-actions.tsx'
import { ListFoot } from '../lists/list-foot.tsx'
import { useListAddress } from '../lists/use-list-address.ts'
import { useRowKeys } from '../lists/use-row-keys.ts'
import { Page } from '../parts/page.tsx'
import { paths } from '../paths.ts'
import { useCan } from '../session/me-context.ts'
import { CreateDrawer } from './create-drawer.tsx'
import {
  countsQuery,
  exportQuery,
  pageQuery,
  readOrderFilter,
  searchLength,
  writeOrderFilter,
} from './order-filter.ts'
import { OrderFilterChips, OrderFilterPanel } from './order-filter-fields.tsx'
import { OrderTable } from './order-table.tsx'
import list from '../lists/list.module.css'
import styles from './order-list-page.module.css'

const tabs = ['all', ...workOrderStatuses] as const
type Tab = (typeof tabs)[number]

const codec = { read: readOrderFilter, write: writeOrderFilter }

/** 工单: search, filters, the list by status, 新建 and 导出 (manual 3.3, 3.4). */
export function OrderListPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const mayCreate = useCan('workOrder.create')
  const mayExport = useCan('workOrder.export')
  const [creating, setCreating] = useState(false)
  const [filtering, setFiltering] = useState(false)
  const panel = useId()
  const search = useRef<InputRef>(null)
  const { filter, cursor, change, toNext, toPrevious, place } = useListAddress(codec)
  const now = serverNow()
  const page = useQuery({
    ...workOrdersQuery(pageQuery(filter, now, cursor)),
    placeholderData: keepPreviousData,
  })
  const counts = useQuery({
    ...workOrderCountsQuery(countsQuery(filter, now)),
    placeholderData: keepPreviousData,
  }).data
  const open = (id: string) => void navigate(paths.workOrder(id), { state: place })
  const rowKeys = useRowKeys({
    rows: page.data?.items ?? [],
    search,
    onOpen: (row) => open(row.id),
  })

  const choose = (key: string) =>
    change(
      withOne(
        filter,
        'status',
        workOrderStatuses.find((each) => each === key),
      ),
    )
  const label = (tab: Tab) => (
    <>
      {tab === 'all' ? t('orders.all') : t(`status.${tab}`)}{' '}
      <span className={styles.count}>{counts ? countText(counts[tab]) : ''}</span>
    </>
  )
  const next = page.data?.nextCursor ?? null
  return (
    <Page
      title={t('orders.title')}
      actions={
        <ListActions
          searchRef={search}
          search={{
            text: filter.search,
            hint: t('orders.searchHint'),
            maxLength: searchLength,
            wide: true,
            onSearch: (text) => change(withOne(filter, 'search', text)),
          }}
          filtering={filtering}
          onFiltering={setFiltering}
          panel={panel}
        >
          {mayExport && (
            <ExportButton
              request={() => ({
                kind: 'work-orders',
                filter: exportQuery(filter, serverNow()),
              })}
            />
          )}
          {mayCreate && (
            <Button
              type="primary"
              icon={<PlusOutlined aria-hidden />}
              onClick={() => setCreating(true)}
            >
              {t('orders.create')}
            </Button>
          )}
        </ListActions>
      }
    >
      <section className={list.card}>
        <Tabs
          className={styles.tabs ?? ''}
          aria-label={t('orders.statusTabs')}
          activeKey={filter.status ?? 'all'}
          onChange={choose}
          items={tabs.map((tab) => ({ key: tab, label: label(tab) }))}
        />
        {filtering && <OrderFilterPanel id={panel} filter={filter} onChange={change} />}
        <OrderFilterChips filter={filter} onChange={change} />
        <OrderTable
          page={page}
          filter={filter}
          onSort={(sort, ascending) => change({ ...filter, sort, ascending })}
          list={rowKeys.list}
          rowProps={rowKeys.rowProps}
          place={place}
        />
        <ListFoot
          onPrevious={toPrevious}
          onNext={next && !page.isPlaceholderData ? () => toNext(next) : null}
        />
      </section>
      <CreateDrawer open={creating} onClose={() => setCreating(false)} />
    </Page>
  )
}
