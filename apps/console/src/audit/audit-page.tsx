import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { AuditEntry } from '@veridesk/contract/audit'
import type { InputRef } from 'antd'
import { useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { auditQuery } from '../api/queries.ts'
import { serverNow } from '../api/server-clock.ts'
import { ExportButton } from '../exports/export-button.tsx'
import { withOne } from '../lists/address.ts'
import { ListActions } from '../lists/list-actions.tsx'
import { ListFoot } from '../lists/list-foot.tsx'
import { useListAddress } from '../lists/use-list-address.ts'
import { useRowKeys } from '../lists/use-row-keys.ts'
import { Page } from '../parts/page.tsx'
import { useCan } from '../session/me-context.ts'
import {
  auditFilterQuery,
  readAuditFilter,
  searchLength,
  writeAuditFilter,
} from './audit-filter.ts'
import { AuditFilterChips, AuditFilterPanel } from './audit-filter-fields.tsx'
import { AuditTable } from './audit-table.tsx'
import { ChainState } from './chain-state.tsx'
import list from '../lists/list.module.css'

const codec = { read: readAuditFilter, write: writeAuditFilter }

/** 审计日志: every mutation and every whole view of personal data, for who has the audit permission. */
export function AuditPage() {
  const { t } = useTranslation()
  const mayExport = useCan('export.own')
  const [filtering, setFiltering] = useState(false)
  const [expanded, setExpanded] = useState<readonly string[]>([])
  const panel = useId()
  const search = useRef<InputRef>(null)
  const { filter, cursor, change, toNext, toPrevious } = useListAddress(codec)
  const page = useQuery({
    ...auditQuery({
      ...auditFilterQuery(filter, serverNow()),
      ...(cursor ? { cursor } : {}),
    }),
    placeholderData: keepPreviousData,
  })
  const toggle = ({ id }: AuditEntry) =>
    setExpanded((open) => (open.includes(id) ? open.filter((each) => each !== id) : [...open, id]))
  const rowKeys = useRowKeys({ rows: page.data?.items ?? [], search, onOpen: toggle })
  const next = page.data?.nextCursor ?? null
  return (
    <Page
      title={t('audit.title')}
      actions={
        <ListActions
          searchRef={search}
          search={{
            text: filter.search,
            hint: t('audit.searchHint'),
            maxLength: searchLength,
            onSearch: (text) => change(withOne(filter, 'search', text)),
          }}
          filtering={filtering}
          onFiltering={setFiltering}
          panel={panel}
        >
          {mayExport && (
            <ExportButton
              request={() => ({
                kind: 'audit',
                filter: auditFilterQuery(filter, serverNow()),
              })}
            />
          )}
        </ListActions>
      }
    >
      <ChainState />
      <section className={list.card}>
        {filtering && <AuditFilterPanel id={panel} filter={filter} onChange={change} />}
        <AuditFilterChips filter={filter} onChange={change} />
        <AuditTable
          page={page}
          filtered={Object.keys(filter).length > 0}
          list={rowKeys.list}
          rowProps={rowKeys.rowProps}
          expanded={expanded}
          onToggle={toggle}
        />
        <ListFoot
          onPrevious={toPrevious}
          onNext={next && !page.isPlaceholderData ? () => toNext(next) : null}
        />
      </section>
    </Page>
  )
}
