import type { UseQueryResult } from '@tanstack/react-query'
import type { AuditEntry } from '@veridesk/contract/audit'
import type { TableColumnsType } from 'antd'
import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { dateTime } from '../format/date-time.ts'
import { ListTable } from '../lists/list-table.tsx'
import { useActorName } from '../records/actor-name.ts'
import { AuditDetails } from './audit-details.tsx'
import { useActionText } from './audit-action.ts'

interface Props {
  readonly page: UseQueryResult<{
    readonly items: readonly AuditEntry[]
    readonly nextCursor: string | null
  }>
  readonly filtered: boolean
  readonly list: RefObject<HTMLDivElement | null>
  readonly rowProps: (row: AuditEntry) => object
  readonly expanded: readonly string[]
  readonly onToggle: (entry: AuditEntry) => void
}

/** Who did what, when, from where; a row opens to its details. */
export function AuditTable(props: Props) {
  const { page, filtered, list, rowProps, expanded, onToggle } = props
  const { t } = useTranslation()
  const actionText = useActionText()
  const actorName = useActorName()
  const columns: TableColumnsType<AuditEntry> = [
    {
      title: t('audit.number'),
      dataIndex: 'number',
      width: 110,
      render: (number: number | null) => number ?? t('audit.unchained'),
    },
    { title: t('audit.at'), dataIndex: 'at', width: 176, render: dateTime },
    {
      title: t('audit.actor'),
      width: 180,
      ellipsis: true,
      render: (_, entry) => actorName(entry),
    },
    { title: t('audit.action'), dataIndex: 'action', ellipsis: true, render: actionText },
    {
      title: t('orders.taskNumber'),
      dataIndex: 'taskNumber',
      width: 160,
      render: (taskNumber: string | null) => taskNumber ?? '-',
    },
    {
      title: t('audit.address'),
      dataIndex: 'address',
      width: 200,
      ellipsis: true,
      render: (address: string | null) => address ?? '-',
    },
  ]
  return (
    <ListTable<AuditEntry>
      page={page}
      label={t('audit.title')}
      list={list}
      rowProps={rowProps}
      columns={columns}
      filtered={filtered}
      expandable={{
        expandedRowKeys: expanded,
        onExpand: (_open, entry) => onToggle(entry),
        expandedRowRender: (entry) => <AuditDetails entry={entry} />,
      }}
      empty={
        <>
          {t('audit.empty')}
          <br />
          {t('audit.emptyNext')}
        </>
      }
    />
  )
}
