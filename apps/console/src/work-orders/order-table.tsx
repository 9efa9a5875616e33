import type { UseQueryResult } from '@tanstack/react-query'
import type { WorkOrderStatus } from '@veridesk/contract/states'
import type { WorkOrderRow } from '@veridesk/contract/work-orders'
import type { TableColumnType, TableColumnsType } from 'antd'
import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { dateTime } from '../format/date-time.ts'
import { ListTable } from '../lists/list-table.tsx'
import type { ListPlace } from '../lists/use-list-address.ts'
import { paths } from '../paths.ts'
import { sorts, type OrderFilter } from './order-filter.ts'
import { PriorityMark } from './priority-mark.tsx'
import { StatusTag } from './status-tag.tsx'
import styles from '../lists/list.module.css'

interface Props {
  readonly page: UseQueryResult<{
    readonly items: readonly WorkOrderRow[]
    readonly nextCursor: string | null
  }>
  readonly filter: OrderFilter
  readonly onSort: (sort: OrderFilter['sort'], ascending: boolean) => void
  readonly list: RefObject<HTMLDivElement | null>
  readonly rowProps: (row: WorkOrderRow) => object
  /** Where the list stands, for the way back from an order. */
  readonly place: ListPlace
}

/** The manual's columns (3.4). */
export function OrderTable({ page, filter, onSort, list, rowProps, place }: Props) {
  const { t } = useTranslation()
  const timed = (
    sort: OrderFilter['sort'],
    dataIndex: 'createdAt' | 'updatedAt',
  ): TableColumnType<WorkOrderRow> => ({
    title: t(`orders.${dataIndex}`),
    key: sort,
    dataIndex,
    width: 176,
    render: dateTime,
    sorter: true,
    // The newest first, then the oldest, and so on: a list is never without an order.
    sortDirections: ['descend', 'ascend', 'descend'],
    sortOrder: filter.sort === sort ? (filter.ascending ? 'ascend' : 'descend') : null,
  })
  const columns: TableColumnsType<WorkOrderRow> = [
    { title: t('orders.policyNumber'), dataIndex: 'policyNumber', render: orDash, ellipsis: true },
    { title: t('orders.caseNumber'), dataIndex: 'caseNumber', ellipsis: true },
    {
      title: t('orders.businessType'),
      render: (_, row) => `${row.businessType} / ${row.businessItem}`,
      ellipsis: true,
    },
    {
      title: t('orders.customerName'),
      dataIndex: 'insuredName',
      render: orDash,
      width: 110,
      ellipsis: true,
    },
    { title: t('orders.handler'), dataIndex: 'handler', width: 110, ellipsis: true },
    {
      title: t('orders.status'),
      dataIndex: 'status',
      width: 148,
      render: (value: WorkOrderStatus, row) => (
        <>
          <StatusTag status={value} /> {row.priority && <PriorityMark />}
        </>
      ),
    },
    timed('created', 'createdAt'),
    timed('updated', 'updatedAt'),
    {
      title: t('orders.actions'),
      width: 76,
      render: (_, row) => (
        <Link to={paths.workOrder(row.id)} state={place} className={styles.view}>
          {t('common.view')}
        </Link>
      ),
    },
  ]
  const { search, handlerId, businessTypeId, period, status } = filter
  return (
    <ListTable<WorkOrderRow>
      page={page}
      label={t('orders.title')}
      list={list}
      rowProps={rowProps}
      columns={columns}
      filtered={Boolean(search ?? handlerId ?? businessTypeId ?? period)}
      onChange={(_pages, _filters, sorted) => {
        const { columnKey, order } = Array.isArray(sorted) ? (sorted[0] ?? {}) : sorted
        onSort(sorts.find((sort) => sort === columnKey) ?? 'created', order === 'ascend')
      }}
      empty={
        status ? (
          t('orders.emptyStatus', { status: t(`status.${status}`) })
        ) : (
          <>
            {t('orders.empty')}
            <br />
            {t('orders.emptyNext')}
          </>
        )
      }
    />
  )
}

function orDash(value: string | null): string {
  return value ?? '-'
}
