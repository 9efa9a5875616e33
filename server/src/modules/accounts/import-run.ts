/** An import in the background: a few rows in each job, which enqueues the next; a crash loses none of them. */
import { can } from '@veridesk/contract/permissions'
import { system, type AccountActor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import type { Tx } from '../../database.ts'
import { AppError } from '../../platform/app-error.ts'
import { audit } from '../audit/service.ts'
import { holdGroups, joinGroups } from '../groups/membership.ts'
import { addAccount } from './create.ts'
import { check, forgetLater, readRows, reported, reportOf, type ReportedRow } from './import.ts'
import {
  deleteImport,
  findRunning,
  lockAt,
  selectImporter,
  updateImport,
  type ImportRow,
} from './import-repository.ts'
import type { CheckedRow, ImportedAccount, Problem } from './import-rules.ts'
import { hashPassword, makePassword } from './password.ts'

/** About a second of hashing on one core. */
export const rowsAtOnce = 50

/** What was made up may be read for so long. */
const keptHours = 1

interface Ready {
  readonly account: Omit<ImportedAccount, 'password'>
  readonly passwordHash: string
  /** Null where the file gave the password. */
  readonly made: string | null
}

type PreparedRow = { readonly line: number; readonly username: string } & (
  | { readonly problem: Problem }
  | { readonly ready: Ready }
)

/** One password after the other, so that people go on signing in meanwhile. */
async function prepare(rows: readonly CheckedRow[]): Promise<PreparedRow[]> {
  const prepared: PreparedRow[] = []
  for (const row of rows)
    if ('problem' in row) prepared.push(row)
    else {
      const { password, ...account } = row.account
      const made = password === null ? makePassword() : null
      const passwordHash = await hashPassword(password ?? made ?? '')
      const { line, username } = row
      prepared.push({ line, username, ready: { account, passwordHash, made } })
    }
  return prepared
}

/** The account's id, or null: its username may have been taken since it was checked. */
async function addRow(tx: Tx, actor: AccountActor, ready: Ready): Promise<string | null> {
  const { groupIds: _groupIds, ...account } = ready.account
  const { passwordHash } = ready
  try {
    return await addAccount(tx, { ...account, passwordHash, mustChangePassword: true }, actor)
  } catch (cause) {
    if (cause instanceof AppError && cause.code === 'username_taken') return null
    throw cause
  }
}

/** Creates these; says what became of each. Throws `unknown_group` where one was deleted meanwhile. */
async function addRows(
  tx: Tx,
  actor: AccountActor,
  prepared: readonly PreparedRow[],
): Promise<ReportedRow[]> {
  // Groups before usernames, as whoever creates a single account locks them.
  const wanted = prepared.flatMap((row) => ('ready' in row ? row.ready.account.groupIds : []))
  await holdGroups(tx, wanted)
  const done: ReportedRow[] = []
  const joining: { accountId: string; groupId: string }[] = []
  for (const row of prepared)
    if ('problem' in row) done.push(reported(row, row.problem))
    else {
      const accountId = await addRow(tx, actor, row.ready)
      done.push(reported(row, accountId === null ? 'username-taken' : null, row.ready.made))
      if (accountId !== null)
        joining.push(...row.ready.account.groupIds.map((groupId) => ({ accountId, groupId })))
    }
  await joinGroups(tx, joining)
  return done
}

/** Who asked, with the role and grants of now; null where that person may no longer. */
async function importerOf(ctx: AppContext, row: ImportRow): Promise<AccountActor | null> {
  const account = await selectImporter(ctx.db, row.accountId)
  if (!account || !can(account, 'account.manage')) return null
  const { accountId, sessionId, address } = row
  return { kind: 'account', accountId, sessionId, address, mustChangePassword: false, ...account }
}

const soFar = (ctx: AppContext, row: ImportRow): ReportedRow[] =>
  JSON.parse(ctx.accountImports.open(row.reportSealed)) as ReportedRow[]

async function end(
  ctx: AppContext,
  tx: Tx,
  id: string,
  state: 'done' | 'failed',
  rows: readonly ReportedRow[],
): Promise<void> {
  const { created, refused } = reportOf(false, [...rows])
  await updateImport(tx, id, { state, fileSealed: null })
  const details = { state, created, refused }
  await audit(tx, system, 'account.import-finish', { targetId: id, details })
  await forgetLater(ctx, tx, id, keptHours)
}

/** The next rows of an import, and the job for those after them. Another job that had the same rows does nothing. */
export async function continueImport(ctx: AppContext, importId: string): Promise<void> {
  const row = await findRunning(ctx.db, importId)
  if (!row?.fileSealed) return
  const actor = await importerOf(ctx, row)
  const before = soFar(ctx, row)
  if (!actor)
    return ctx.db.transaction().execute(async (tx) => {
      if (await lockAt(tx, importId, row.rows)) await end(ctx, tx, importId, 'failed', before)
    })
  const file = readRows(Buffer.from(ctx.accountImports.open(row.fileSealed), 'base64'))
  const checked = await check(ctx.db, file, row.rows, row.rows + rowsAtOnce)
  const prepared = await prepare(checked)
  await ctx.db.transaction().execute(async (tx) => {
    if (!(await lockAt(tx, importId, row.rows))) return
    const report = [...before, ...(await addRows(tx, actor, prepared))]
    const reportSealed = ctx.accountImports.seal(JSON.stringify(report))
    await updateImport(tx, importId, { rows: report.length, reportSealed })
    if (report.length >= file.length) await end(ctx, tx, importId, 'done', report)
    else await ctx.jobs.enqueue(tx, 'account.import', { importId })
  })
}

/** Report and passwords are gone. */
export const forgetImport = (ctx: AppContext, importId: string): Promise<void> =>
  deleteImport(ctx.db, importId)
