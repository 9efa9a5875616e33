/** Which calls 通话历史 shows: in its address, and as the contract asks (manual 3.16). */
import { dispositionOutcomes, type DispositionOutcome } from '@veridesk/contract/states'
import { given, readId, readLine, readOne, writeAll } from '../lists/address.ts'
import { periodQuery, readPeriod, writePeriod, type Period } from '../lists/period.ts'

const flags = ['true', 'false'] as const

export interface CallFilter {
  /** Task number, or its beginning. */
  readonly search?: string
  readonly agentId?: string
  readonly businessTypeId?: string
  readonly cancelled?: (typeof flags)[number]
  readonly disposition?: DispositionOutcome
  readonly period?: Period
}

export const searchLength = 20

export function readCallFilter(params: URLSearchParams): CallFilter {
  return given({
    search: readLine(params, 'search', searchLength),
    agentId: readId(params, 'handler'),
    businessTypeId: readId(params, 'type'),
    cancelled: readOne(params, 'cancelled', flags),
    disposition: readOne(params, 'end', dispositionOutcomes),
    period: readPeriod(params),
  })
}

export function writeCallFilter(filter: CallFilter): URLSearchParams {
  const params = new URLSearchParams()
  writeAll(params, {
    search: filter.search,
    handler: filter.agentId,
    type: filter.businessTypeId,
    cancelled: filter.cancelled,
    end: filter.disposition,
  })
  writePeriod(params, filter.period)
  return params
}

/** What the list asks, and its export. */
export function callFilterQuery({ period, ...rest }: CallFilter, now: number) {
  return { ...rest, ...periodQuery(period, now) }
}
