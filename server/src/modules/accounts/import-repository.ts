import type { DbOrTx, Tx } from '../../database.ts'

export interface NewImport {
  readonly id: string
  readonly accountId: string
  readonly sessionId: string
  readonly address: string | null
  readonly fileSealed: Buffer
  readonly reportSealed: Buffer
  readonly total: number
}

export async function insertImport(tx: Tx, given: NewImport): Promise<void> {
  await tx.insertInto('accountImports').values(given).execute()
}

const imports = (db: DbOrTx, id: string) =>
  db.selectFrom('accountImports').selectAll().where('id', '=', id)

/** One's own. */
export const findImport = (db: DbOrTx, accountId: string, id: string) =>
  imports(db, id).where('accountId', '=', accountId).executeTakeFirst()

export type ImportRow = NonNullable<Awaited<ReturnType<typeof findImport>>>

export const findRunning = (db: DbOrTx, id: string) =>
  imports(db, id).where('state', '=', 'running').executeTakeFirst()

/** Whether the import still runs and has done so many rows; its row locked. */
export async function lockAt(tx: Tx, id: string, rows: number): Promise<boolean> {
  const row = await tx
    .selectFrom('accountImports')
    .select('id')
    .where('id', '=', id)
    .where('state', '=', 'running')
    .where('rows', '=', rows)
    .forUpdate()
    .executeTakeFirst()
  return row !== undefined
}

export async function updateImport(
  tx: Tx,
  id: string,
  change: {
    rows?: number
    reportSealed?: Buffer
    state?: 'done' | 'failed'
    fileSealed?: null
  },
): Promise<void> {
  await tx
    .updateTable('accountImports')
    .set((eb) => ({ ...change, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

export async function deleteImport(db: DbOrTx, id: string): Promise<void> {
  await db.deleteFrom('accountImports').where('id', '=', id).execute()
}

/** Who asked, as that account is now; undefined where it is gone or disabled. */
export const selectImporter = (db: DbOrTx, accountId: string) =>
  db
    .selectFrom('accounts')
    .select(['name', 'role', 'grants'])
    .where('id', '=', accountId)
    .where('deletedAt', 'is', null)
    .where('disabled', '=', false)
    .executeTakeFirst()
