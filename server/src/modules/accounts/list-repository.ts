/** Accounts as administrators see them. */
import { sql, type SqlBool } from 'kysely'
import type { Role } from '@veridesk/contract/permissions'
import type { DbOrTx } from '../../database.ts'
import type { Position } from '../../platform/time-cursor.ts'

const isOnline = sql<boolean>`exists (
  select from sessions
  where account_id = accounts.id and ended_at is null and expires_at > now())`

const living = (db: DbOrTx) =>
  db
    .selectFrom('accounts')
    .leftJoin('agents', 'agents.accountId', 'accounts.id')
    .select((eb) => [
      'accounts.id',
      'accounts.version',
      'accounts.username',
      'accounts.name',
      'accounts.phone',
      'accounts.role',
      'accounts.grants',
      'accounts.initial',
      'accounts.disabled',
      'accounts.mustChangePassword',
      'accounts.createdAt',
      sql<string>`to_char(accounts.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`.as(
        'at',
      ),
      'agents.state as agentState',
      'agents.leaving',
      isOnline.as('online'),
      eb
        .selectFrom('calls')
        .select('calls.id')
        .whereRef('calls.agentId', '=', 'accounts.id')
        .where('calls.status', '=', 'active')
        .as('callId'),
    ])
    .where('accounts.deletedAt', 'is', null)

/** Undefined also for one that was deleted. */
export const findListed = (db: DbOrTx, id: string) =>
  living(db).where('accounts.id', '=', id).executeTakeFirst()
export type ListedAccount = NonNullable<Awaited<ReturnType<typeof findListed>>>

export interface AccountFilter {
  readonly search?: string | undefined
  readonly role?: Role | undefined
  readonly groupId?: string | undefined
  readonly online?: boolean | undefined
  readonly disabled?: boolean | undefined
}

/** Newest first, after the position `after`. */
export function listAccounts(
  db: DbOrTx,
  { search, role, groupId, online, disabled }: AccountFilter,
  { after, limit }: { after: Position | null; limit: number },
): Promise<ListedAccount[]> {
  let query = living(db)
    .orderBy('accounts.createdAt', 'desc')
    .orderBy('accounts.id', 'desc')
    .limit(limit)
  if (after !== null)
    query = query.where(
      sql<SqlBool>`(accounts.created_at, accounts.id) < (${after.at}::timestamptz, ${after.id}::uuid)`,
    )
  if (role !== undefined) query = query.where('accounts.role', '=', role)
  if (disabled !== undefined) query = query.where('accounts.disabled', '=', disabled)
  if (online !== undefined) query = query.where(isOnline, '=', online)
  if (search !== undefined)
    query = query.where(
      sql<SqlBool>`(starts_with(lower(accounts.username), lower(${search}))
        or starts_with(lower(accounts.name), lower(${search})))`,
    )
  if (groupId !== undefined)
    query = query.where('accounts.id', 'in', (eb) =>
      eb
        .selectFrom('groupMembers')
        .innerJoin('groups', 'groups.id', 'groupMembers.groupId')
        .select('groupMembers.accountId')
        .where('groups.id', '=', groupId)
        .where('groups.deletedAt', 'is', null),
    )
  return query.execute()
}

export async function selectLastSignIn(db: DbOrTx, accountId: string): Promise<Date | null> {
  const row = await db
    .selectFrom('sessions')
    .select('createdAt')
    .where('accountId', '=', accountId)
    .orderBy('createdAt', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.createdAt ?? null
}
