/** Which entries of the audit log are shown: in the page's address, and as the contract asks. */
import { given, readId, readLine, writeAll } from '../lists/address.ts'
import { periodQuery, readPeriod, writePeriod, type Period } from '../lists/period.ts'

export interface AuditFilter {
  /** Task number. */
  readonly search?: string
  readonly actorId?: string
  readonly action?: string
  /** The thing that was changed or viewed. */
  readonly targetId?: string
  readonly period?: Period
}

export const searchLength = 20

export function readAuditFilter(params: URLSearchParams): AuditFilter {
  const action = params.get('action') ?? ''
  return given({
    search: readLine(params, 'search', searchLength),
    actorId: readId(params, 'actor'),
    action: /^[a-z]+(-[a-z]+)*(\.[a-z]+(-[a-z]+)*)?$/.test(action) ? action : undefined,
    targetId: readId(params, 'target'),
    period: readPeriod(params),
  })
}

export function writeAuditFilter(filter: AuditFilter): URLSearchParams {
  const params = new URLSearchParams()
  writeAll(params, {
    search: filter.search,
    actor: filter.actorId,
    action: filter.action,
    target: filter.targetId,
  })
  writePeriod(params, filter.period)
  return params
}

/** What the list asks, and its export. */
export function auditFilterQuery({ search, period, ...rest }: AuditFilter, now: number) {
  return { ...rest, ...given({ taskNumber: search }), ...periodQuery(period, now) }
}
