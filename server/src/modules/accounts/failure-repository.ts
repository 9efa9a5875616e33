/** Failed sign-ins by the name that was typed; see migration 0003. */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { DbOrTx } from '../../database.ts'
import { failuresUntilLocked, lockMinutes } from './rules.ts'

const hashOf = (username: string): Buffer =>
  createHash('sha256').update(username.toLowerCase()).digest()

/** After so long without another one, failures and the lock they made count no more. */
const current = sql<boolean>`sign_in_failures.last_at > now() - make_interval(mins => ${lockMinutes})`

/** Whether so many failed of late that nobody may sign in by this name. */
export async function isLocked(db: DbOrTx, username: string): Promise<boolean> {
  const row = await db
    .selectFrom('signInFailures')
    .select('failures')
    .where('nameHash', '=', hashOf(username))
    .where('failures', '>=', failuresUntilLocked)
    .where(current)
    .executeTakeFirst()
  return row !== undefined
}

/** Until when, for administrators; null where it is not locked. */
export async function lockedUntil(db: DbOrTx, username: string): Promise<Date | null> {
  const row = await db
    .selectFrom('signInFailures')
    .select(sql<Date>`last_at + make_interval(mins => ${lockMinutes})`.as('until'))
    .where('nameHash', '=', hashOf(username))
    .where('failures', '>=', failuresUntilLocked)
    .where(current)
    .executeTakeFirst()
  return row?.until ?? null
}

/**
 * Counts a failure in one statement, so that guesses made at the same time all count. Answers whether
 * it was the one that locks; undefined where the name was locked already.
 */
export async function countFailure(db: DbOrTx, username: string): Promise<boolean | undefined> {
  const row = await db
    .insertInto('signInFailures')
    .values({ nameHash: hashOf(username), failures: 1 })
    .onConflict((conflict) =>
      conflict
        .column('nameHash')
        .doUpdateSet({
          failures: sql<number>`case when ${current} then sign_in_failures.failures + 1 else 1 end`,
          lastAt: sql<Date>`now()`,
        })
        .where((eb) =>
          eb.or([eb('signInFailures.failures', '<', failuresUntilLocked), eb.not(current)]),
        ),
    )
    .returning(sql<boolean>`failures >= ${failuresUntilLocked}`.as('locks'))
    .executeTakeFirst()
  return row?.locks
}

/**
 * Removes what counts no more: the table holds what can fail in a quarter of an hour, which the
 * passwords' limiter bounds to some ten thousand names.
 */
export async function forgetOldFailures(db: DbOrTx): Promise<void> {
  await db
    .deleteFrom('signInFailures')
    .where('nameHash', 'in', (query) =>
      query
        .selectFrom('signInFailures')
        .select('nameHash')
        .where((eb) => eb.not(current))
        // Two that clear at the same time must not wait for each other.
        .forUpdate()
        .skipLocked(),
    )
    .execute()
}

/** The person has proved who it is, or got a new password. */
export async function forgiveFailures(db: DbOrTx, username: string): Promise<void> {
  await db.deleteFrom('signInFailures').where('nameHash', '=', hashOf(username)).execute()
}
