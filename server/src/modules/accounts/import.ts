/** Accounts from a CSV file: checked at once, created in the background (import-run.ts), reported row by row. */
import { importRows, type ImportJob, type ImportReport } from '@veridesk/contract'
import type { AccountActor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import type { DbOrTx } from '../../database.ts'
import { AppError } from '../../platform/app-error.ts'
import { newId } from '../../platform/ids.ts'
import { audit } from '../audit/service.ts'
import { groupIdsByName } from '../groups/membership.ts'
import { readCsv, type CsvRow } from './csv.ts'
import { findImport, insertImport } from './import-repository.ts'
import { checkRows, heading, isUsername, type CheckedRow, type Problem } from './import-rules.ts'
import { selectTaken } from './repository.ts'

export type ReportedRow = ImportReport['rows'][number]

/** The rows below the heading. Throws `csv_unreadable`, `csv_too_long`. */
export function readRows(bytes: Uint8Array): CsvRow[] {
  const [first, ...rows] = readCsv(bytes, importRows + 2)
  if (first?.cells.join() !== heading.join()) throw new AppError('csv_unreadable')
  if (rows.length > importRows) throw new AppError('csv_too_long')
  return rows
}

/** The rows `from` to `to` of the file, each with what is wrong with it as things are now. */
export async function check(
  db: DbOrTx,
  rows: readonly CsvRow[],
  from: number,
  to: number,
): Promise<CheckedRow[]> {
  const names = rows.slice(from, to).map(({ cells }) => cells[0] ?? '')
  const taken = new Set(await selectTaken(db, names.filter(isUsername)))
  // All of them: of two rows with one username the first counts.
  return checkRows(rows, await groupIdsByName(db), taken).slice(from, to)
}

/** `made`: the password that the system made for it. */
export const reported = (
  { line, username }: { line: number; username: string },
  problem: Problem | null,
  made: string | null = null,
): ReportedRow => ({
  line,
  username,
  result: problem === null ? 'created' : 'refused',
  problem,
  password: problem === null ? made : null,
})

export const reportOf = (dryRun: boolean, rows: ReportedRow[]): ImportReport => {
  const refused = rows.filter((row) => row.problem !== null).length
  return { dryRun, created: rows.length - refused, refused, rows }
}

/** What would become of each row; creates nothing. Throws `csv_unreadable`, `csv_too_long`. */
export async function checkImport({
  ctx,
  bytes,
}: {
  ctx: AppContext
  bytes: Uint8Array
}): Promise<ImportReport> {
  const rows = readRows(bytes)
  const checked = await check(ctx.db, rows, 0, rows.length)
  return reportOf(
    true,
    checked.map((row) => reported(row, 'problem' in row ? row.problem : null)),
  )
}

/** Begins to create the accounts of all rows that are right. Throws `csv_unreadable`, `csv_too_long`. */
export async function beginImport({
  ctx,
  actor,
  bytes,
}: {
  ctx: AppContext
  actor: AccountActor
  bytes: Uint8Array
}): Promise<ImportJob> {
  const total = readRows(bytes).length
  const id = newId()
  await ctx.db.transaction().execute(async (tx) => {
    await insertImport(tx, {
      id,
      accountId: actor.accountId,
      sessionId: actor.sessionId,
      address: actor.address,
      fileSealed: ctx.accountImports.seal(Buffer.from(bytes).toString('base64')),
      reportSealed: ctx.accountImports.seal('[]'),
      total,
    })
    await audit(tx, actor, 'account.import', { targetId: id, details: { rows: total } })
    await ctx.jobs.enqueue(tx, 'account.import', { importId: id })
    await forgetLater(ctx, tx, id, 24)
  })
  return { id, state: 'running', rows: 0, total, report: null }
}

/** The report goes after so long: it has passwords in it. A later call decides anew. */
export const forgetLater = (
  ctx: Pick<AppContext, 'jobs'>,
  tx: DbOrTx,
  importId: string,
  hours: number,
): Promise<void> =>
  ctx.jobs.enqueue(
    tx,
    'account.forget-import',
    { importId },
    { key: `forget import ${importId}`, runAt: new Date(Date.now() + hours * 3_600_000) },
  )

/** How far an own import is, and its report once it is done. Throws `not_found`. */
export async function readImport({
  ctx,
  actor,
  id,
}: {
  ctx: AppContext
  actor: AccountActor
  id: string
}): Promise<ImportJob> {
  const row = await findImport(ctx.db, actor.accountId, id)
  if (!row) throw new AppError('not_found')
  const { state, rows, total } = row
  const report =
    state === 'running'
      ? null
      : reportOf(false, JSON.parse(ctx.accountImports.open(row.reportSealed)) as ReportedRow[])
  return { id, state, rows, total, report }
}
