/** What the screens read, one query each; keys begin with what a realtime topic invalidates. */
import { queryOptions } from '@tanstack/react-query'
import { call } from '@veridesk/contract/api-client'
import type { ClientInput } from '@veridesk/contract/endpoint'
import type { EndpointKey, Endpoints } from '@veridesk/contract/endpoints'
import { noteServerTime } from './server-clock.ts'

export const keys = {
  me: ['me'],
  workOrders: ['work-orders'],
  workOrder: (id: string) => ['work-order', id],
  call: (id: string) => ['call', id],
  exports: ['exports'],
  board: ['board'],
  audit: ['audit'],
  accounts: ['accounts'],
  groups: ['groups'],
  settings: ['settings'],
  pauseReasons: ['settings', 'pause-reasons'],
} as const

export const meQuery = queryOptions({
  queryKey: keys.me,
  queryFn: async ({ signal }) => {
    const me = await call('GET /api/me', undefined, { signal })
    noteServerTime(me.serverTime)
    return me
  },
})

/** The topic `settings` makes them stale. */
export const pauseReasonsQuery = queryOptions({
  queryKey: keys.pauseReasons,
  queryFn: ({ signal }) => call('GET /api/pause-reasons', undefined, { signal }),
})

export const businessTypesQuery = queryOptions({
  queryKey: ['business-types'],
  queryFn: ({ signal }) => call('GET /api/business-types', undefined, { signal }),
  staleTime: 300_000,
})

const pageSize = 20
const auditPageSize = 50

type Query<K extends EndpointKey> =
  ClientInput<Endpoints[K]> extends { readonly query: infer Q } ? Omit<Q, 'limit'> : never

export const workOrdersQuery = (query: Query<'GET /api/work-orders'>) =>
  queryOptions({
    queryKey: [...keys.workOrders, 'page', query],
    queryFn: ({ signal }) =>
      call('GET /api/work-orders', { query: { ...query, limit: pageSize } }, { signal }),
  })

export const workOrderCountsQuery = (query: Query<'GET /api/work-orders/counts'>) =>
  queryOptions({
    queryKey: [...keys.workOrders, 'counts', query],
    queryFn: ({ signal }) => call('GET /api/work-orders/counts', { query }, { signal }),
  })

/** A call that begins or ends changes its order: the same topic tells of both. */
export const callsQuery = (query: Query<'GET /api/calls'>) =>
  queryOptions({
    queryKey: [...keys.workOrders, 'calls', query],
    queryFn: ({ signal }) =>
      call('GET /api/calls', { query: { ...query, limit: pageSize } }, { signal }),
  })

export const auditQuery = (query: Query<'GET /api/audit'>) =>
  queryOptions({
    queryKey: [...keys.audit, 'page', query],
    queryFn: ({ signal }) =>
      call('GET /api/audit', { query: { ...query, limit: auditPageSize } }, { signal }),
  })

export const auditChainQuery = queryOptions({
  queryKey: [...keys.audit, 'chain'],
  queryFn: ({ signal }) => call('GET /api/audit/chain', undefined, { signal }),
  // The chain has no topic: a job carries it on.
  refetchInterval: 10_000,
})

export const exportsQuery = queryOptions({
  queryKey: keys.exports,
  queryFn: ({ signal }) => call('GET /api/exports', undefined, { signal }),
})

/** People to choose from, by the beginning of account or name; who may read accounts only. */
export const accountOptionsQuery = (search: string) =>
  queryOptions({
    queryKey: [...keys.accounts, 'options', search],
    queryFn: ({ signal }) =>
      call(
        'GET /api/accounts',
        { query: { limit: 100, ...(search ? { search } : {}) } },
        { signal },
      ),
    staleTime: 300_000,
  })

export const workOrderQuery = (id: string) =>
  queryOptions({
    queryKey: [...keys.workOrder(id), 'whole'],
    queryFn: ({ signal }) => call('GET /api/work-orders/:id', { params: { id } }, { signal }),
  })

export const photosQuery = (workOrderId: string) =>
  queryOptions({
    queryKey: [...keys.workOrder(workOrderId), 'photos'],
    queryFn: ({ signal }) =>
      call('GET /api/work-orders/:id/photos', { params: { id: workOrderId } }, { signal }),
  })

export const recordsQuery = (workOrderId: string) =>
  queryOptions({
    queryKey: [...keys.workOrder(workOrderId), 'records'],
    queryFn: ({ signal }) =>
      call('GET /api/work-orders/:id/records', { params: { id: workOrderId } }, { signal }),
  })

export const callQuery = (id: string) =>
  queryOptions({
    queryKey: [...keys.call(id), 'detail'],
    queryFn: async ({ signal }) => {
      const detail = await call('GET /api/calls/:id', { params: { id } }, { signal })
      noteServerTime(detail.serverTime)
      return detail
    },
  })

export const recordingsQuery = (callId: string) =>
  queryOptions({
    queryKey: [...keys.call(callId), 'recordings'],
    queryFn: ({ signal }) =>
      call('GET /api/calls/:id/recordings', { params: { id: callId } }, { signal }),
  })

/** For whom a call rang, and why. */
export const offersQuery = (callId: string) =>
  queryOptions({
    queryKey: [...keys.call(callId), 'offers'],
    queryFn: ({ signal }) =>
      call('GET /api/calls/:id/offers', { params: { id: callId } }, { signal }),
  })

export const boardQuery = (query: Query<'GET /api/board'>) =>
  queryOptions({
    queryKey: [...keys.board, query],
    queryFn: async ({ signal }) => {
      const board = await call('GET /api/board', { query }, { signal })
      noteServerTime(board.serverTime)
      return board
    },
    // Pages that went away and hours on duty have no event.
    refetchInterval: 10_000,
  })

export const outboxQuery = queryOptions({
  queryKey: ['sms-outbox'],
  queryFn: ({ signal }) => call('GET /api/sms/outbox', undefined, { signal }),
  // The demo's outbox has no topic of its own.
  refetchInterval: 3000,
})
