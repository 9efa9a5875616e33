import { sql } from 'kysely'
import type { DbOrTx, Tx } from '../../database.ts'

export interface OrderIndexes {
  readonly id: string
  readonly contactPhoneIndex: Buffer
  readonly idNumberIndex: Buffer | null
}

/** Orders whose indexes were never made; locked, and without those that another transaction holds. */
export const lockUnindexed = (tx: Tx, limit: number) =>
  tx
    .selectFrom('workOrders')
    .select(['id', 'contactPhone', 'idNumberSealed'])
    .where('contactPhoneIndex', 'is', null)
    .orderBy('id')
    .limit(limit)
    .forNoKeyUpdate()
    .skipLocked()
    .execute()

export async function hasUnindexed(db: DbOrTx): Promise<boolean> {
  const query = db.selectFrom('workOrders').select('id').where('contactPhoneIndex', 'is', null)
  return (await query.limit(1).executeTakeFirst()) !== undefined
}

/** What the orders say stays the same, so their versions do too. */
export async function setIndexes(tx: Tx, indexes: readonly OrderIndexes[]): Promise<void> {
  const ids = indexes.map(({ id }) => id)
  const phones = indexes.map(({ contactPhoneIndex }) => contactPhoneIndex)
  const idNumbers = indexes.map(({ idNumberIndex }) => idNumberIndex)
  await sql`update work_orders
    set contact_phone_index = given.phone, id_number_index = given.id_number
    from unnest(${ids}::uuid[], ${phones}::bytea[], ${idNumbers}::bytea[]) as given (id, phone, id_number)
    where work_orders.id = given.id`.execute(tx)
}
