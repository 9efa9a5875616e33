/** Accounts; their sessions are in session-repository.ts, what lists show in list-repository.ts. */
import { sql } from 'kysely'
import type { Grant, Role } from '@veridesk/contract/permissions'
import type { DbOrTx, Tx } from '../../database.ts'

export async function findAccountByUsername(db: DbOrTx, username: string) {
  return db
    .selectFrom('accounts')
    .selectAll()
    .where(sql`lower(username)`, '=', username.toLowerCase())
    .where('deletedAt', 'is', null)
    .executeTakeFirst()
}

/** Which of these names living accounts have, in lower case. */
export async function selectTaken(db: DbOrTx, usernames: readonly string[]): Promise<string[]> {
  if (usernames.length === 0) return []
  const rows = await db
    .selectFrom('accounts')
    .select(sql<string>`lower(username)`.as('username'))
    .where(
      sql`lower(username)`,
      'in',
      usernames.map((username) => username.toLowerCase()),
    )
    .where('deletedAt', 'is', null)
    .execute()
  return rows.map(({ username }) => username)
}

const columns = [
  'id',
  'username',
  'name',
  'phone',
  'role',
  'grants',
  'initial',
  'disabled',
  'mustChangePassword',
  'passwordHash',
  'version',
] as const

/** The account, living or deleted, whose sessions say whose it is. */
export const selectAccount = (db: DbOrTx, id: string) =>
  db.selectFrom('accounts').select(columns).where('id', '=', id).executeTakeFirstOrThrow()

/**
 * Whoever changes an account, and sign-ins of it, take turns; weak enough for whoever writes a row that
 * refers to it. Undefined where it was deleted.
 */
export const lockAccount = (tx: Tx, id: string) =>
  tx
    .selectFrom('accounts')
    .select(columns)
    .where('id', '=', id)
    .where('deletedAt', 'is', null)
    .forNoKeyUpdate()
    .executeTakeFirst()
export type LockedAccount = NonNullable<Awaited<ReturnType<typeof lockAccount>>>

export async function countAccounts(db: DbOrTx): Promise<number> {
  const row = await db
    .selectFrom('accounts')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

/** Administrators who can sign in, besides this account. */
export async function countOtherAdministrators(tx: Tx, id: string): Promise<number> {
  const row = await tx
    .selectFrom('accounts')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('role', '=', 'admin')
    .where('disabled', '=', false)
    .where('deletedAt', 'is', null)
    .where('id', '<>', id)
    .executeTakeFirstOrThrow()
  return row.count
}

/** False where the username is taken. */
export async function insertAccount(
  db: DbOrTx,
  account: {
    id: string
    username: string
    name: string
    phone: string | null
    passwordHash: string
    role: Role
    grants: Grant[]
    initial: boolean
    mustChangePassword: boolean
  },
): Promise<boolean> {
  const made = await db
    .insertInto('accounts')
    .values(account)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return made !== undefined
}

/** Any change of an account: its version rises. */
export async function updateAccount(
  tx: Tx,
  id: string,
  change: Partial<
    Pick<
      LockedAccount,
      'name' | 'phone' | 'role' | 'grants' | 'disabled' | 'mustChangePassword' | 'passwordHash'
    >
  >,
): Promise<void> {
  await tx
    .updateTable('accounts')
    .set(change)
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

/** The row stays for whatever names the account; its username is free again. */
export async function markDeleted(tx: Tx, id: string): Promise<void> {
  await tx
    .updateTable('accounts')
    .set((eb) => ({ deletedAt: sql<Date>`now()`, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
}
