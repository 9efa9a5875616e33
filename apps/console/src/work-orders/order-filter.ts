/** Which orders the list shows: in its address, and as the contract asks. */
import { workOrderStatuses, type WorkOrderStatus } from '@veridesk/contract/states'
import { given, readId, readLine, readOne, writeAll } from '../lists/address.ts'
import { periodQuery, readPeriod, writePeriod, type Period } from '../lists/period.ts'

export const sorts = ['created', 'updated'] as const

export interface OrderFilter {
  readonly status?: WorkOrderStatus
  readonly search?: string
  readonly handlerId?: string
  readonly businessTypeId?: string
  readonly period?: Period
  readonly sort: (typeof sorts)[number]
  readonly ascending: boolean
}

export const searchLength = 60

export function readOrderFilter(params: URLSearchParams): OrderFilter {
  return {
    ...given({
      status: readOne(params, 'status', workOrderStatuses),
      search: readLine(params, 'search', searchLength),
      handlerId: readId(params, 'handler'),
      businessTypeId: readId(params, 'type'),
      period: readPeriod(params),
    }),
    sort: readOne(params, 'sort', sorts) ?? 'created',
    ascending: params.get('order') === 'ascending',
  }
}

export function writeOrderFilter(filter: OrderFilter): URLSearchParams {
  const params = new URLSearchParams()
  writeAll(params, {
    status: filter.status,
    search: filter.search,
    handler: filter.handlerId,
    type: filter.businessTypeId,
  })
  writePeriod(params, filter.period)
  writeAll(params, {
    sort: filter.sort === 'created' ? undefined : filter.sort,
    order: filter.ascending ? 'ascending' : undefined,
  })
  return params
}

/** What the counts over the tabs ask: everything but the tab and the order of rows. */
export function countsQuery(filter: OrderFilter, now: number) {
  return {
    ...given({
      search: filter.search,
      handlerId: filter.handlerId,
      businessTypeId: filter.businessTypeId,
    }),
    ...periodQuery(filter.period, now),
    sort: filter.sort,
  }
}

/** What an export of the list asks. */
export function exportQuery(filter: OrderFilter, now: number) {
  return { ...countsQuery(filter, now), ...given({ status: filter.status }) }
}

/** What a page of the list asks. */
export function pageQuery(filter: OrderFilter, now: number, cursor: string | null) {
  return {
    ...exportQuery(filter, now),
    ...(filter.ascending ? { ascending: 'true' as const } : {}),
    ...(cursor ? { cursor } : {}),
  }
}
