import { sql } from 'kysely'
import type { DbOrTx, Tx } from '../../database.ts'
import type { RecentCode } from './rules.ts'

/** Codes for whatever phone within the last hour, newest first, at most `limit`. */
export async function selectRecentCodes(
  tx: Tx,
  asked: { phone: string; address: string },
  limit: number,
): Promise<RecentCode[]> {
  return tx
    .selectFrom('oneTimeCodes')
    .select([
      sql<boolean>`phone = ${asked.phone}`.as('samePhone'),
      sql<boolean>`coalesce(address = ${asked.address}, false)`.as('sameAddress'),
      sql<number>`extract(epoch from now() - created_at)::float8`.as('ageSeconds'),
    ])
    .where('phone', 'is not', null)
    .where('createdAt', '>', sql<Date>`now() - interval '1 hour'`)
    .orderBy('createdAt', 'desc')
    .limit(limit)
    .execute()
}

/** Codes for phones are kept a day, no longer. */
export async function deleteOldCodes(tx: Tx): Promise<void> {
  await tx
    .deleteFrom('oneTimeCodes')
    .where('phone', 'is not', null)
    .where('createdAt', '<', sql<Date>`now() - interval '1 day'`)
    .execute()
}

export async function insertProof(
  tx: Tx,
  proof: {
    id: string
    tokenHash: Buffer
    phone: string
    address: string
    userAgent: string | null
  },
  minutes: number,
): Promise<void> {
  await tx
    .insertInto('phoneProofs')
    .values({ ...proof, expiresAt: sql<Date>`now() + make_interval(mins => ${minutes})` })
    .execute()
}

export async function deleteExpiredProofs(tx: Tx): Promise<void> {
  await tx
    .deleteFrom('phoneProofs')
    .where('expiresAt', '<=', sql<Date>`now()`)
    .execute()
}

export async function findProvenPhone(db: DbOrTx, tokenHash: Buffer): Promise<string | null> {
  const row = await db
    .selectFrom('phoneProofs')
    .select('phone')
    .where('tokenHash', '=', tokenHash)
    .where('expiresAt', '>', sql<Date>`now()`)
    .executeTakeFirst()
  return row?.phone ?? null
}
