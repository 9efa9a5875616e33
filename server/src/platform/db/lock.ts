import { sql, type Kysely, type Transaction } from 'kysely'

/** Waits until nobody else holds this name; held until the transaction ends. Take it before any row lock. */
export async function lockName<Schema>(
  tx: Kysely<Schema> | Transaction<Schema>,
  name: string,
): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(tx)
}
