import { queryOptions } from '@tanstack/react-query'
import type { AccountRow } from '@veridesk/contract/account-admin'
import { call } from '@veridesk/contract/api-client'
import { keys } from '../api/queries.ts'
import { filterQuery, type AccountFilter } from './account-filter.ts'

export const accountsQuery = (filter: AccountFilter, cursor: string | undefined) =>
  queryOptions({
    queryKey: [...keys.accounts, 'page', filter, cursor],
    queryFn: ({ signal }) =>
      call(
        'GET /api/accounts',
        { query: { ...filterQuery(filter), limit: 20, ...(cursor ? { cursor } : {}) } },
        { signal },
      ),
  })

/** One account, whole: every reading is audited, so it happens once an opening and not on every event. */
export const accountQuery = (id: string) =>
  queryOptions({
    queryKey: ['account-detail', id],
    queryFn: ({ signal }) => call('GET /api/accounts/:id', { params: { id } }, { signal }),
    staleTime: Infinity,
    gcTime: 0,
  })

/** An import that goes on in the background; null: none. */
export const importQuery = (id: string | null) =>
  queryOptions({
    queryKey: ['account-import', id],
    queryFn: ({ signal }) =>
      call('GET /api/accounts/import/:id', { params: { id: id ?? '' } }, { signal }),
    enabled: id !== null,
    refetchInterval: ({ state }) => (state.data?.report ? false : 1000),
    staleTime: Infinity,
    gcTime: 0,
  })

/** Every agent that can be put into a group: the pages of the list one after the other. */
export const allAgentsQuery = queryOptions({
  queryKey: [...keys.accounts, 'agents'],
  queryFn: async ({ signal }) => {
    const agents: AccountRow[] = []
    let cursor: string | undefined
    do {
      const page = await call(
        'GET /api/accounts',
        { query: { role: 'agent', limit: 100, ...(cursor ? { cursor } : {}) } },
        { signal },
      )
      agents.push(...page.items)
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    return agents
  },
  staleTime: 300_000,
})
