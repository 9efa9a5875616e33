import type { DbOrTx, Tx } from '../../database.ts'

/** Groups of accounts, by name. */
export async function selectGroupsOf(db: DbOrTx, accountIds: readonly string[]) {
  if (accountIds.length === 0) return []
  return db
    .selectFrom('groupMembers')
    .innerJoin('groups', 'groups.id', 'groupMembers.groupId')
    .select(['groupMembers.accountId', 'groups.id', 'groups.name'])
    .where('groupMembers.accountId', 'in', accountIds)
    .where('groups.deletedAt', 'is', null)
    .orderBy('groups.name')
    .execute()
}

export async function selectGroupNames(db: DbOrTx): Promise<{ id: string; name: string }[]> {
  return db.selectFrom('groups').select(['id', 'name']).where('deletedAt', 'is', null).execute()
}

/** Those of these groups that there are, locked in one order whoever asks. */
export async function lockGroups(tx: Tx, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const locked = await tx
    .selectFrom('groups')
    .select('id')
    .where('id', 'in', ids)
    .where('deletedAt', 'is', null)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()
  return locked.map(({ id }) => id)
}

export async function raiseGroups(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await tx
    .updateTable('groups')
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('id', 'in', ids)
    .execute()
}

export async function insertMemberships(
  tx: Tx,
  memberships: readonly { accountId: string; groupId: string }[],
): Promise<void> {
  if (memberships.length === 0) return
  await tx
    .insertInto('groupMembers')
    .values([...memberships])
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function deleteMemberships(
  tx: Tx,
  accountId: string,
  groupIds: readonly string[],
): Promise<void> {
  if (groupIds.length === 0) return
  await tx
    .deleteFrom('groupMembers')
    .where('accountId', '=', accountId)
    .where('groupId', 'in', groupIds)
    .execute()
}
