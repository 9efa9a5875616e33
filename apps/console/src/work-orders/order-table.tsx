import type { WorkOrderStatus } from '@veridesk/contract/states'
import type { WorkOrderRow } from '@veridesk/contract/work-orders'
import { Empty, Skeleton, Table, type TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { dateTime } from '../format/date-time.ts'
import { paths } from '../paths.ts'
import { StatusTag } from './status-tag.tsx'
import styles from './order-table.module.css'

interface Props {
  /** Null while the first page loads. */
  readonly rows: readonly WorkOrderRow[] | null
  readonly status: WorkOrderStatus | null
  /** The rows of the page before are shown while the next one loads. */
  readonly stale: boolean
}

/** The manual's columns (3.4). */
export function OrderTable({ rows, status, stale }: Props) {
  const { t } = useTranslation()
  if (!rows) return <Skeleton active className={styles.skeleton ?? ''} paragraph={{ rows: 8 }} />
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
      width: 110,
      render: (value: WorkOrderStatus) => <StatusTag status={value} />,
    },
    { title: t('orders.createdAt'), dataIndex: 'createdAt', width: 168, render: dateTime },
    { title: t('orders.updatedAt'), dataIndex: 'updatedAt', width: 168, render: dateTime },
    {
      title: t('orders.actions'),
      width: 76,
      render: (_, row) => (
        <Link to={paths.workOrder(row.id)} className={styles.view}>
          {t('common.view')}
        </Link>
      ),
    },
  ]
  return (
    <Table<WorkOrderRow>
      className={`${styles.table} ${stale ? styles.stale : ''}`}
      rowKey="id"
      size="middle"
      tableLayout="fixed"
      pagination={false}
      columns={columns}
      dataSource={rows}
      locale={{ emptyText: <NothingHere status={status} /> }}
    />
  )
}

function orDash(value: string | null): string {
  return value ?? '-'
}

function NothingHere({ status }: { readonly status: WorkOrderStatus | null }) {
  const { t } = useTranslation()
  return (
    <Empty
      image={Empty.PRESENTED_IMAGE_SIMPLE}
      description={
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
