/** One run of one export: from its rows to its file. */
import { can } from '@veridesk/contract/permissions'
import { system, type AccountActor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import { AppError } from '../../platform/app-error.ts'
import { newId } from '../../platform/ids.ts'
import { notify } from '../../platform/realtime/bus.ts'
import { audit } from '../audit/service.ts'
import { kinds } from './kinds.ts'
import {
  beginRun,
  endExport,
  lockNext,
  lockRun,
  releaseRun,
  renewRun,
  selectAsker,
  type ClaimedExport,
} from './repository.ts'
import { mostAttempts, mostRows, sheetName, storedName, truncatedNote } from './rules.ts'
import type { CellValue } from './xlsx/cells.ts'
import { writeWorkbook } from './xlsx/write-workbook.ts'

export interface Run extends ClaimedExport {
  readonly runId: string
}

/** Cancelled, or begun by somebody else who thought this run dead. */
class NoLongerOurs extends Error {}
/** This process stops. */
class Stopping extends Error {}

const reportEveryMs = 1_000

type Ending = { state: 'done'; rows: number; truncated: boolean } | { state: 'failed' }

/** Throws where the run is no longer the one. */
async function end(ctx: AppContext, { id, kind, runId }: Run, ending: Ending): Promise<void> {
  await ctx.db.transaction().execute(async (tx) => {
    if (!(await lockRun(tx, runId))) throw new NoLongerOurs()
    const version = await endExport(tx, id, ending)
    await audit(tx, system, 'export.finish', { targetId: id, details: { kind, ...ending } })
    await notify(tx, `export:${id}`, version)
  })
}

/** Takes the next export that waits or whose run died; null where there is none. */
export async function claimNext(ctx: AppContext): Promise<Run | null> {
  const runId = newId()
  return ctx.db.transaction().execute(async (tx) => {
    const next = await lockNext(tx)
    if (!next) return null
    if (next.runId !== null) await ctx.storage.removePassing(storedName(next.runId))
    await notify(tx, `export:${next.id}`, await beginRun(tx, next.id, runId))
    return { ...next, runId }
  })
}

/** Who asked, with the role and grants of now. Throws `forbidden` where that person may no longer. */
async function askerOf(ctx: AppContext, run: Run): Promise<AccountActor> {
  const account = await selectAsker(ctx.db, run.accountId)
  if (!account || !can(account, kinds[run.kind].permission)) throw new AppError('forbidden')
  const { accountId, sessionId, address } = run
  return { kind: 'account', accountId, sessionId, address, mustChangePassword: false, ...account }
}

interface Progress {
  rows: number
  truncated: boolean
}

/** Tells how far it is, about once a second. Throws where the run must not go on. */
function reporter(ctx: AppContext, run: Run, signal: AbortSignal) {
  let reportedAt = 0
  return async (progress: { rows?: number; total?: number }) => {
    if (signal.aborted) throw new Stopping()
    if (progress.total === undefined && performance.now() - reportedAt < reportEveryMs) return
    reportedAt = performance.now()
    await ctx.db.transaction().execute(async (tx) => {
      const version = await renewRun(tx, run.runId, progress)
      if (version === null) throw new NoLongerOurs()
      await notify(tx, `export:${run.id}`, version)
    })
  }
}

/** The batches up to the limit, and a row that says so where there were more. */
async function* limited(
  batches: AsyncIterable<CellValue[][]>,
  progress: Progress,
  { limit, note, report }: { limit: number; note: string; report: (rows: number) => Promise<void> },
): AsyncGenerator<CellValue[][]> {
  for await (const batch of batches) {
    const left = limit - progress.rows
    progress.rows += Math.min(left, batch.length)
    await report(progress.rows)
    if (batch.length > left) {
      progress.truncated = true
      yield [...batch.slice(0, left), [note]]
      return
    }
    yield batch
  }
}

async function write(
  ctx: AppContext,
  run: Run,
  signal: AbortSignal,
  limit: number,
): Promise<Progress> {
  const actor = await askerOf(ctx, run)
  const { title, columns, count, cells } = kinds[run.kind]
  const { language } = run
  const filter: unknown = JSON.parse(ctx.exportFilters.open(run.filterSealed))
  const asked = { ctx, actor, filter }
  const report = reporter(ctx, run, signal)
  await report({ total: await count(asked, limit) })
  const progress: Progress = { rows: 0, truncated: false }
  const rows = limited(cells(asked, language), progress, {
    limit,
    note: truncatedNote[language],
    report: (written) => report({ rows: written }),
  })
  const workbook = writeWorkbook({
    name: sheetName(title[language]),
    columns: columns.map(({ heading, ...column }) => ({ ...column, heading: heading[language] })),
    timeZone: ctx.config.timeZone,
    rows,
  })
  await ctx.storage.writePassing(storedName(run.runId), workbook)
  return progress
}

/** What becomes of a run that did not come to its end. Throws what nobody foresaw: the lease expires. */
async function breakOff(ctx: AppContext, run: Run, cause: unknown): Promise<void> {
  await ctx.storage.removePassing(storedName(run.runId))
  if (cause instanceof Stopping) await releaseRun(ctx.db, run.runId)
  else if (cause instanceof AppError) await end(ctx, run, { state: 'failed' })
  else if (!(cause instanceof NoLongerOurs)) throw cause
}

/**
 * Makes the file and marks the export done. A run that fails leaves its lease to expire, and another begins
 * from the start, three at most; one whose asker may no longer ask has failed at once.
 */
export async function runExport(
  ctx: AppContext,
  run: Run,
  signal: AbortSignal,
  limit = mostRows,
): Promise<void> {
  if (run.attempts >= mostAttempts) return end(ctx, run, { state: 'failed' })
  try {
    await end(ctx, run, { state: 'done', ...(await write(ctx, run, signal, limit)) })
  } catch (cause) {
    await breakOff(ctx, run, cause)
  }
}
