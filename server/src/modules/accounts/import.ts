/** Accounts from a CSV file, with a report row by row. */
import { importRows, type ImportReport } from '@veridesk/contract'
import type { AccountActor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import type { Tx } from '../../database.ts'
import { AppError } from '../../platform/app-error.ts'
import { audit } from '../audit/service.ts'
import { groupIdsByName, holdGroups } from '../groups/membership.ts'
import { addAccount } from './create.ts'
import { readCsv, type CsvRow } from './csv.ts'
import {
  checkRows,
  heading,
  isUsername,
  type CheckedRow,
  type ImportedAccount,
  type Problem,
} from './import-rules.ts'
import { hashPassword, makePassword } from './password.ts'
import { selectTaken } from './repository.ts'

type ReportedRow = ImportReport['rows'][number]

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

/** The rows below the heading. Throws `csv_unreadable`, `csv_too_long`. */
function readRows(bytes: Uint8Array): CsvRow[] {
  const [first, ...rows] = readCsv(bytes, importRows + 2)
  if (first?.cells.join() !== heading.join()) throw new AppError('csv_unreadable')
  if (rows.length > importRows) throw new AppError('csv_too_long')
  return rows
}

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

/** What is wrong with a row after all: its username may have been taken since it was checked. */
async function addRow(
  tx: Tx,
  actor: AccountActor,
  { account, passwordHash }: Ready,
): Promise<Problem | null> {
  try {
    await addAccount(tx, { ...account, passwordHash, mustChangePassword: true }, actor)
    return null
  } catch (cause) {
    if (cause instanceof AppError && cause.code === 'username_taken') return 'username-taken'
    throw cause
  }
}

const reported = (
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

const report = (dryRun: boolean, rows: ReportedRow[]): ImportReport => {
  const refused = rows.filter((row) => row.problem !== null).length
  return { dryRun, created: rows.length - refused, refused, rows }
}

/**
 * Creates the accounts of all rows that are right, or with `dryRun` only says which those are. Throws
 * `csv_unreadable` and `csv_too_long`; `unknown_group` where a group was deleted meanwhile.
 */
export async function importAccounts({
  ctx,
  actor,
  dryRun,
  bytes,
}: {
  ctx: AppContext
  actor: AccountActor
  dryRun: boolean
  bytes: Uint8Array
}): Promise<ImportReport> {
  const rows = readRows(bytes)
  const names = rows.map(({ cells }) => cells[0] ?? '').filter(isUsername)
  const taken = new Set(await selectTaken(ctx.db, names))
  const checked = checkRows(rows, await groupIdsByName(ctx.db), taken)
  if (dryRun)
    return report(
      true,
      checked.map((row) => reported(row, 'problem' in row ? row.problem : null)),
    )
  const prepared = await prepare(checked)
  return ctx.db.transaction().execute(async (tx) => {
    await holdGroups(
      tx,
      prepared.flatMap((row) => ('ready' in row ? row.ready.account.groupIds : [])),
    )
    const done: ReportedRow[] = []
    for (const row of prepared)
      if ('problem' in row) done.push(reported(row, row.problem))
      else done.push(reported(row, await addRow(tx, actor, row.ready), row.ready.made))
    const result = report(false, done)
    const { created, refused } = result
    await audit(tx, actor, 'account.import', { details: { created, refused } })
    return result
  })
}
