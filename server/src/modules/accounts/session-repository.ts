import { sql } from 'kysely'
import type { DbOrTx, Tx } from '../../database.ts'
import { prepared } from '../../platform/db/prepared.ts'
import type { SessionEndReason } from '../../row-values.ts'
import { sessionHours } from './rules.ts'

export async function endExpiredSessions(db: DbOrTx, accountId: string): Promise<void> {
  await db
    .updateTable('sessions')
    .set({ endedAt: sql<Date>`now()`, endReason: 'expired' })
    .where('accountId', '=', accountId)
    .where('endedAt', 'is', null)
    .where('expiresAt', '<=', sql<Date>`now()`)
    .execute()
}

export async function findLiveSession(db: DbOrTx, accountId: string) {
  return db
    .selectFrom('sessions')
    .select(['id', 'tokenHash'])
    .where('accountId', '=', accountId)
    .where('endedAt', 'is', null)
    .executeTakeFirst()
}

/** False where it had ended before. */
export async function endSession(
  db: DbOrTx,
  id: string,
  reason: SessionEndReason,
): Promise<boolean> {
  const result = await db
    .updateTable('sessions')
    .set({ endedAt: sql<Date>`now()`, endReason: reason })
    .where('id', '=', id)
    .where('endedAt', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** All but `except`; returns which. */
export async function endLiveSessions(
  tx: Tx,
  accountId: string,
  reason: SessionEndReason,
  except: string | null,
): Promise<string[]> {
  const ended = await tx
    .updateTable('sessions')
    .set({ endedAt: sql<Date>`now()`, endReason: reason })
    .where('accountId', '=', accountId)
    .where('endedAt', 'is', null)
    .$if(except !== null, (query) => query.where('id', '<>', except))
    .returning('id')
    .execute()
  return ended.map(({ id }) => id)
}

export async function insertSession(
  db: DbOrTx,
  session: {
    id: string
    tokenHash: Buffer
    accountId: string
    address: string | null
    userAgent: string | null
  },
): Promise<Date> {
  const row = await db
    .insertInto('sessions')
    .values({ ...session, expiresAt: sql<Date>`now() + make_interval(hours => ${sessionHours})` })
    .returning('expiresAt')
    .executeTakeFirstOrThrow()
  return row.expiresAt
}

/** The session of a token with its account, ended or not. */
export async function findSessionByToken(db: DbOrTx, tokenHash: Buffer) {
  return db
    .selectFrom('sessions')
    .innerJoin('accounts', 'accounts.id', 'sessions.accountId')
    .leftJoin('agents', 'agents.accountId', 'sessions.accountId')
    .select([
      'sessions.id as sessionId',
      'sessions.endReason',
      'accounts.id as accountId',
      'accounts.name',
      'accounts.role',
      'accounts.grants',
      'accounts.disabled',
      'accounts.mustChangePassword',
      sql<boolean>`accounts.deleted_at is not null`.as('deleted'),
      // Put out, but its call may finish.
      sql<boolean>`agents.leaving is not null`.as('leaving'),
      sql<boolean>`sessions.expires_at <= now()`.as('expired'),
      sql<boolean>`sessions.last_seen_at < now() - interval '1 minute'`.as('stale'),
    ])
    .modifyFront(prepared)
    .where('sessions.tokenHash', '=', tokenHash)
    .executeTakeFirst()
}

/** Written at most once a minute per session. */
export async function touchSession(db: DbOrTx, id: string): Promise<void> {
  await db
    .updateTable('sessions')
    .set({
      lastSeenAt: sql<Date>`now()`,
      expiresAt: sql<Date>`now() + make_interval(hours => ${sessionHours})`,
    })
    .where('id', '=', id)
    .where('endedAt', 'is', null)
    .execute()
}
