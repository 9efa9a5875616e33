import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { CallRecord } from '@veridesk/contract/calls'
import type { InputRef } from 'antd'
import { useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { callsQuery } from '../api/queries.ts'
import { serverNow } from '../api/server-clock.ts'
import { ExportButton } from '../exports/export-button.tsx'
import { withOne } from '../lists/address.ts'
import { ListActions } from '../lists/list-actions.tsx'
import { ListFoot } from '../lists/list-foot.tsx'
import { useListAddress } from '../lists/use-list-address.ts'
import { useRowKeys } from '../lists/use-row-keys.ts'
import { Page } from '../parts/page.tsx'
import { paths } from '../paths.ts'
import { useCan } from '../session/me-context.ts'
import { CallDrawer } from './call-drawer.tsx'
import { callFilterQuery, readCallFilter, searchLength, writeCallFilter } from './call-filter.ts'
import { CallFilterChips, CallFilterPanel } from './call-filter-fields.tsx'
import { CallTable } from './call-table.tsx'
import list from '../lists/list.module.css'

const codec = { read: readCallFilter, write: writeCallFilter }

/** 通话历史 (manual 3.16): every call, the newest first. A row opens its order at the call, or the call alone. */
export function CallHistoryPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const mayExport = useCan('call.export')
  const [filtering, setFiltering] = useState(false)
  const [shown, setShown] = useState<CallRecord | null>(null)
  const panel = useId()
  const search = useRef<InputRef>(null)
  const { filter, cursor, change, toNext, toPrevious, place } = useListAddress(codec)
  const page = useQuery({
    ...callsQuery({
      ...callFilterQuery(filter, serverNow()),
      ...(cursor ? { cursor } : {}),
    }),
    placeholderData: keepPreviousData,
  })
  const open = (record: CallRecord) => {
    if (record.workOrderId)
      void navigate(paths.orderCall(record.workOrderId, record.id), { state: place })
    else setShown(record)
  }
  const rowKeys = useRowKeys({ rows: page.data?.items ?? [], search, onOpen: open })
  const next = page.data?.nextCursor ?? null
  return (
    <Page
      title={t('callHistory.title')}
      actions={
        <ListActions
          searchRef={search}
          search={{
            text: filter.search,
            hint: t('callHistory.searchHint'),
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
                kind: 'calls',
                filter: callFilterQuery(filter, serverNow()),
              })}
            />
          )}
        </ListActions>
      }
    >
      <section className={list.card}>
        {filtering && <CallFilterPanel id={panel} filter={filter} onChange={change} />}
        <CallFilterChips filter={filter} onChange={change} />
        <CallTable
          page={page}
          filtered={Object.keys(filter).length > 0}
          list={rowKeys.list}
          rowProps={rowKeys.rowProps}
          place={place}
        />
        <ListFoot
          onPrevious={toPrevious}
          onNext={next && !page.isPlaceholderData ? () => toNext(next) : null}
        />
      </section>
      <CallDrawer record={shown} onClose={() => setShown(null)} />
    </Page>
  )
}
