/** What the screens read, one query each; keys begin with what a realtime topic invalidates. */
import { queryOptions } from '@tanstack/react-query'
import { call } from '@veridesk/contract/api-client'
import type { WorkOrderStatus } from '@veridesk/contract/states'
import { noteServerTime } from './server-clock.ts'

export const keys = {
  me: ['me'],
  workOrders: ['work-orders'],
  workOrder: (id: string) => ['work-order', id],
  call: (id: string) => ['call', id],
  accounts: ['accounts'],
  groups: ['groups'],
  settings: ['settings'],
} as const

export const meQuery = queryOptions({
  queryKey: keys.me,
  queryFn: async ({ signal }) => {
    const me = await call('GET /api/me', undefined, { signal })
    noteServerTime(me.serverTime)
    return me
  },
})

export const businessTypesQuery = queryOptions({
  queryKey: ['business-types'],
  queryFn: ({ signal }) => call('GET /api/business-types', undefined, { signal }),
  staleTime: 300_000,
})

const pageSize = 20

export const workOrdersQuery = (filter: { status?: WorkOrderStatus; cursor?: string }) =>
  queryOptions({
    queryKey: [...keys.workOrders, 'page', filter],
    queryFn: ({ signal }) =>
      call('GET /api/work-orders', { query: { ...filter, limit: pageSize } }, { signal }),
  })

export const workOrderCountsQuery = queryOptions({
  queryKey: [...keys.workOrders, 'counts'],
  queryFn: ({ signal }) => call('GET /api/work-orders/counts', undefined, { signal }),
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

export const outboxQuery = queryOptions({
  queryKey: ['sms-outbox'],
  queryFn: ({ signal }) => call('GET /api/sms/outbox', undefined, { signal }),
  // The demo's outbox has no topic of its own.
  refetchInterval: 3000,
})
