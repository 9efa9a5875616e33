/** What an account does with its exports. Whatever is not its own does not exist for it. */
import { rightWay, type ExportJob } from '@veridesk/contract'
import { can } from '@veridesk/contract/permissions'
import type { AccountActor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import type { Tx } from '../../database.ts'
import { AppError } from '../../platform/app-error.ts'
import { readDatabaseClock } from '../../platform/db/connect.ts'
import { lockName } from '../../platform/db/lock.ts'
import type { FileAnswer } from '../../platform/http/routes.ts'
import { newId } from '../../platform/ids.ts'
import { notify } from '../../platform/realtime/bus.ts'
import { audit } from '../audit/service.ts'
import type { Language } from './kind.ts'
import { kinds, type Request } from './kinds.ts'
import {
  countUnderWay,
  deleteExport,
  endExport,
  findExport,
  insertExport,
  lockExport,
  selectExports,
  type ExportRow,
} from './repository.ts'
import { fileNameOf, mostUnderWay, storedName } from './rules.ts'

const mediaType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const present = ({ runId: _runId, createdAt, expiresAt, ...row }: ExportRow): ExportJob => ({
  ...row,
  createdAt: createdAt.toISOString(),
  expiresAt: expiresAt?.toISOString() ?? null,
})

function assertMay(actor: AccountActor, kind: ExportJob['kind']): void {
  if (!can(actor, kinds[kind].permission)) throw new AppError('forbidden')
}

/** What of the filter the audit log may hold: a search of orders may be a name or a number of a person. */
function auditedFilter({ kind, filter }: Request): Record<string, unknown> {
  const { search, ...rest } = { search: undefined, ...filter }
  if (search === undefined) return rest
  return { ...rest, search: kind === 'work-orders' ? '***' : search }
}

/**
 * Begins an export; the file is made in the background. Throws `forbidden` without the permission of the kind,
 * `invalid_input` for a period the wrong way round, `too_many_exports`.
 */
export async function createExport({
  ctx,
  actor,
  language,
  request,
}: {
  ctx: AppContext
  actor: AccountActor
  language: Language
  request: Request
}): Promise<ExportJob> {
  assertMay(actor, request.kind)
  if (!rightWay(request.filter))
    throw new AppError('invalid_input', {
      fields: [{ path: 'filter.to', message: 'must be after from' }],
    })
  const id = newId()
  const title = kinds[request.kind].title[language]
  return ctx.db.transaction().execute(async (tx) => {
    await lockName(tx, `exports of ${actor.accountId}`)
    if ((await countUnderWay(tx, actor.accountId)) >= mostUnderWay)
      throw new AppError('too_many_exports')
    await insertExport(tx, {
      id,
      accountId: actor.accountId,
      sessionId: actor.sessionId,
      address: actor.address,
      kind: request.kind,
      filterSealed: ctx.exportFilters.seal(JSON.stringify(request.filter)),
      language,
      fileName: fileNameOf(title, await readDatabaseClock(tx), ctx.config.timeZone),
    })
    const details = { kind: request.kind, filter: auditedFilter(request) }
    await audit(tx, actor, 'export.create', { targetId: id, details })
    await notify(tx, `export:${id}`, 0)
    await notify(tx, 'exports', 0)
    return present(await own(findExport(tx, actor.accountId, id)))
  })
}

/** Throws `not_found`. */
async function own(row: Promise<ExportRow | undefined>): Promise<ExportRow> {
  const found = await row
  if (!found) throw new AppError('not_found')
  return found
}

/** Newest first, at most 100. */
export async function listExports({
  ctx,
  actor,
}: {
  ctx: AppContext
  actor: AccountActor
}): Promise<{ items: ExportJob[] }> {
  return { items: (await selectExports(ctx.db, actor.accountId, 100)).map(present) }
}

interface OneExport {
  readonly ctx: AppContext
  readonly actor: AccountActor
  readonly id: string
}

/** Throws `not_found`. */
export const readExport = async ({ ctx, actor, id }: OneExport): Promise<ExportJob> =>
  present(await own(findExport(ctx.db, actor.accountId, id)))

/** The file; each download is audited. Throws `not_found`, `export_not_ready`, `forbidden`. */
export async function exportFile({ ctx, actor, id }: OneExport): Promise<FileAnswer> {
  const row = await own(findExport(ctx.db, actor.accountId, id))
  assertMay(actor, row.kind)
  if (row.state !== 'done' || row.runId === null) throw new AppError('export_not_ready')
  const file = await ctx.storage.readPassing(storedName(row.runId))
  if (!file) throw new AppError('not_found')
  const details = { kind: row.kind, rows: row.rows }
  await ctx.db
    .transaction()
    .execute((tx) => audit(tx, actor, 'export.download', { targetId: id, details }))
  return { ...file, mediaType, fileName: row.fileName }
}

async function cancel(tx: Tx, actor: AccountActor, id: string): Promise<void> {
  const version = await endExport(tx, id, { state: 'cancelled' })
  await audit(tx, actor, 'export.cancel', { targetId: id })
  await notify(tx, `export:${id}`, version)
}

/** Cancels one that is under way (its run notices within a second), else deletes it. Throws `not_found`. */
export async function removeExport({ ctx, actor, id }: OneExport): Promise<void> {
  await ctx.db.transaction().execute(async (tx) => {
    const row = await own(lockExport(tx, actor.accountId, id))
    if (row.state === 'queued' || row.state === 'running') return cancel(tx, actor, id)
    // The file first: a row without its file is only an expired one, a file without its row nobody finds.
    if (row.runId !== null) await ctx.storage.removePassing(storedName(row.runId))
    await deleteExport(tx, id)
    await audit(tx, actor, 'export.delete', { targetId: id })
    await notify(tx, `export:${id}`, 0)
  })
}

/** The socket's question about the topic `export:<id>`. */
export const mayFollowExport = async (
  ctx: Pick<AppContext, 'db'>,
  actor: AccountActor,
  id: string,
): Promise<boolean> => (await findExport(ctx.db, actor.accountId, id)) !== undefined
