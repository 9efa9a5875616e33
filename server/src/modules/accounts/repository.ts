import { sql } from 'kysely'
import type { DbOrTx, SessionEndReason, Tx } from '../../database.ts'
import { sessionHours } from './rules.ts'

export async function findAccountByUsername(db: DbOrTx, username: string) {
  return db
    .selectFrom('accounts')
    .selectAll()
    .where(sql`lower(username)`, '=', username.toLowerCase())
    .where('deletedAt', 'is', null)
    .executeTakeFirst()
}

/** Serialises two sign-ins of one account; weak enough for whoever writes a row that refers to it. */
export async function lockAccount(tx: Tx, id: string): Promise<void> {
  await tx.selectFrom('accounts').select('id').where('id', '=', id).forNoKeyUpdate().execute()
}

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
    .select([
      'sessions.id as sessionId',
      'sessions.endReason',
      'accounts.id as accountId',
      'accounts.name',
      'accounts.role',
      'accounts.grants',
      'accounts.disabled',
      sql<boolean>`accounts.deleted_at is not null`.as('deleted'),
      sql<boolean>`sessions.expires_at <= now()`.as('expired'),
      sql<boolean>`sessions.last_seen_at < now() - interval '1 minute'`.as('stale'),
    ])
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

export async function selectAccount(db: DbOrTx, id: string) {
  return db
    .selectFrom('accounts')
    .select(['id', 'username', 'name', 'role', 'grants'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
}

export async function countAccounts(db: DbOrTx): Promise<number> {
  const row = await db
    .selectFrom('accounts')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

export async function insertAccount(
  db: DbOrTx,
  account: {
    id: string
    username: string
    name: string
    passwordHash: string
    role: 'agent' | 'admin'
    initial: boolean
  },
): Promise<void> {
  await db.insertInto('accounts').values(account).execute()
}

export async function updatePassword(db: DbOrTx, id: string, passwordHash: string): Promise<void> {
  await db
    .updateTable('accounts')
    .set((eb) => ({
      passwordHash,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', id)
    .execute()
}
