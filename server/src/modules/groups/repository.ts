import type { DbOrTx } from '../../database.ts'

export async function insertGroup(
  db: DbOrTx,
  group: { id: string; name: string },
  itemIds: readonly string[],
  memberIds: readonly string[],
): Promise<void> {
  await db.insertInto('groups').values(group).execute()
  await db
    .insertInto('groupSkills')
    .values(itemIds.map((itemId) => ({ groupId: group.id, itemId })))
    .execute()
  await db
    .insertInto('groupMembers')
    .values(memberIds.map((accountId) => ({ groupId: group.id, accountId })))
    .execute()
}
