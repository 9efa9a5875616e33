import type { PauseReason } from '@veridesk/contract'
import type { DbOrTx, Tx } from '../../database.ts'

const living = (db: DbOrTx) =>
  db.selectFrom('pauseReasons').select(['id', 'version', 'name']).where('deletedAt', 'is', null)

/** Those that are offered, in the order that administrators gave them. */
export const selectReasons = (db: DbOrTx): Promise<PauseReason[]> =>
  living(db).orderBy('position').orderBy('id').execute()

export const findReason = (db: DbOrTx, id: string): Promise<PauseReason | undefined> =>
  living(db).where('id', '=', id).executeTakeFirst()

/** The same; nobody deletes it before the transaction ends. */
export const holdReason = (tx: Tx, id: string): Promise<PauseReason | undefined> =>
  living(tx).where('id', '=', id).forShare().executeTakeFirst()

export async function isReasonName(db: DbOrTx, name: string, except: string | null) {
  const row = await living(db)
    .where('name', '=', name)
    .$if(except !== null, (query) => query.where('id', '<>', except))
    .executeTakeFirst()
  return row !== undefined
}

/** Where the next reason comes. */
export async function nextPosition(db: DbOrTx): Promise<number> {
  const row = await db
    .selectFrom('pauseReasons')
    .select((eb) => eb.fn.max('position').as('last'))
    .executeTakeFirst()
  return (row?.last ?? -1) + 1
}

export async function insertReason(
  tx: Tx,
  reason: { id: string; name: string; position: number },
): Promise<void> {
  await tx.insertInto('pauseReasons').values(reason).execute()
}

export async function updateReason(
  tx: Tx,
  id: string,
  change: { name?: string; position?: number; deletedAt?: Date },
): Promise<void> {
  await tx
    .updateTable('pauseReasons')
    .set((eb) => ({ ...change, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
}
