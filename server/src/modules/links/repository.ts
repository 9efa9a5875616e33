import { sql } from 'kysely'
import type { DbOrTx } from '../../database.ts'

export async function insertLink(
  db: DbOrTx,
  link: { id: string; tokenHash: Buffer; workOrderId: string },
  hours: number,
): Promise<void> {
  await db
    .insertInto('links')
    .values({ ...link, expiresAt: sql<Date>`now() + make_interval(hours => ${hours})` })
    .execute()
}

/** The link of a token with its order's status. */
export async function findLink(db: DbOrTx, tokenHash: Buffer) {
  return db
    .selectFrom('links')
    .innerJoin('workOrders', 'workOrders.id', 'links.workOrderId')
    .select([
      'links.workOrderId',
      'workOrders.status',
      sql<boolean>`links.expires_at <= now()`.as('expired'),
    ])
    .where('links.tokenHash', '=', tokenHash)
    .executeTakeFirst()
}
