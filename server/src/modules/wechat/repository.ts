import { sql } from 'kysely'
import type { DbOrTx } from '../../database.ts'

/** The sealed token of an app that is good for another minute. */
export async function selectToken(db: DbOrTx, appId: string): Promise<Buffer | undefined> {
  const row = await db
    .selectFrom('wechatTokens')
    .select('tokenSealed')
    .where('appId', '=', appId)
    .where('expiresAt', '>', sql<Date>`now() + interval '1 minute'`)
    .executeTakeFirst()
  return row?.tokenSealed
}

export async function upsertToken(
  db: DbOrTx,
  token: { id: string; appId: string; tokenSealed: Buffer },
  seconds: number,
): Promise<void> {
  const expiresAt = sql<Date>`now() + make_interval(secs => ${seconds})`
  await db
    .insertInto('wechatTokens')
    .values({ ...token, expiresAt })
    .onConflict((conflict) =>
      conflict.column('appId').doUpdateSet({ tokenSealed: token.tokenSealed, expiresAt }),
    )
    .execute()
}
