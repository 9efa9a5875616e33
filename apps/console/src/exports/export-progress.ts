/** How an export stands, for its row in the drawer. */
import type { ExportJob } from '@veridesk/contract/exports'

type Job = Pick<ExportJob, 'state' | 'rows' | 'total' | 'expiresAt'>

/** Its state may still change. */
export function isUnderWay({ state }: Pick<Job, 'state'>): boolean {
  return state === 'queued' || state === 'running'
}

/** Whole percent; null where nobody knows how much there is. Never 100 before it is done. */
export function percentOf({ state, rows, total }: Omit<Job, 'expiresAt'>): number | null {
  if (state === 'done') return 100
  if (total === null) return null
  return total === 0 ? 99 : Math.min(99, Math.floor((rows / total) * 100))
}

/** The file can be downloaded, at `now` (milliseconds of the server's clock). */
export function hasFile({ state, expiresAt }: Job, now: number): boolean {
  return state === 'done' && (expiresAt === null || Date.parse(expiresAt) > now)
}
