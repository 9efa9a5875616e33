import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { DbOrTx, Tx } from '../../database.ts'

const livingGroups = (db: DbOrTx) =>
  db
    .selectFrom('groups')
    .select((eb) => [
      'groups.id',
      'groups.version',
      'groups.name',
      'groups.ringSeconds',
      'groups.wrapUpSeconds',
      'groups.queueLimit',
      'groups.overflowGroupId',
      'groups.overflowAfterSeconds',
      'groups.hours',
      jsonArrayFrom(
        eb
          .selectFrom('groupSkills')
          .innerJoin('businessItems', 'businessItems.id', 'groupSkills.itemId')
          .innerJoin('businessTypes', 'businessTypes.id', 'businessItems.typeId')
          .select('businessItems.id')
          .whereRef('groupSkills.groupId', '=', 'groups.id')
          .orderBy('businessTypes.position')
          .orderBy('businessTypes.id')
          .orderBy('businessItems.position'),
      ).as('items'),
      jsonArrayFrom(
        eb
          .selectFrom('groupMembers')
          .innerJoin('accounts', 'accounts.id', 'groupMembers.accountId')
          .select(['accounts.id', 'accounts.username', 'accounts.name', 'accounts.role'])
          .whereRef('groupMembers.groupId', '=', 'groups.id')
          .where('accounts.deletedAt', 'is', null)
          .orderBy('accounts.username'),
      ).as('members'),
    ])
    .where('groups.deletedAt', 'is', null)

/** Living groups, oldest first, with skills in the order of screens and members who are not deleted. */
export const selectGroups = (db: DbOrTx) =>
  livingGroups(db).orderBy('groups.createdAt').orderBy('groups.id').execute()

export type GroupRow = NonNullable<Awaited<ReturnType<typeof findGroup>>>

export const findGroup = (db: DbOrTx, id: string) =>
  livingGroups(db).where('groups.id', '=', id).executeTakeFirst()

/** Held until the transaction ends; accounts join and leave a group under the same lock. */
export async function lockGroup(tx: Tx, id: string): Promise<void> {
  await tx.selectFrom('groups').select('id').where('id', '=', id).forNoKeyUpdate().execute()
}

export async function isGroupName(db: DbOrTx, name: string, except: string | null) {
  const row = await db
    .selectFrom('groups')
    .select('id')
    .where('name', '=', name)
    .where('deletedAt', 'is', null)
    .$if(except !== null, (query) => query.where('id', '<>', except))
    .executeTakeFirst()
  return row !== undefined
}

/** Which of these accounts are not deleted; none of them can be until the transaction ends. */
export async function holdAccounts(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await tx
    .selectFrom('accounts')
    .select('id')
    .where('id', 'in', ids)
    .where('deletedAt', 'is', null)
    .orderBy('id')
    .forShare()
    .execute()
  return new Set(rows.map((row) => row.id))
}

export interface RuleColumns {
  readonly ringSeconds: number | null
  readonly wrapUpSeconds: number | null
  readonly queueLimit: number | null
  readonly overflowGroupId: string | null
  readonly overflowAfterSeconds: number | null
  /** JSON. */
  readonly hours: string | null
}

export async function insertGroup(
  tx: Tx,
  group: { id: string; name: string } & Partial<RuleColumns>,
): Promise<void> {
  await tx.insertInto('groups').values(group).execute()
}

/** Where each living group overflows to. */
export async function selectOverflows(db: DbOrTx): Promise<Map<string, string | null>> {
  const rows = await db
    .selectFrom('groups')
    .select(['id', 'overflowGroupId'])
    .where('deletedAt', 'is', null)
    .execute()
  return new Map(rows.map(({ id, overflowGroupId }) => [id, overflowGroupId]))
}

export async function updateGroup(
  tx: Tx,
  id: string,
  change: Partial<RuleColumns> & { name?: string; deletedAt?: Date },
): Promise<void> {
  await tx
    .updateTable('groups')
    .set((eb) => ({ ...change, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

/** Makes these the skills and members of a group, and no others; naming one twice does no harm. */
export async function writeParts(
  tx: Tx,
  groupId: string,
  itemIds: readonly string[],
  memberIds: readonly string[],
): Promise<void> {
  await tx.deleteFrom('groupSkills').where('groupId', '=', groupId).execute()
  await tx.deleteFrom('groupMembers').where('groupId', '=', groupId).execute()
  if (itemIds.length > 0)
    await tx
      .insertInto('groupSkills')
      .values([...new Set(itemIds)].map((itemId) => ({ groupId, itemId })))
      .execute()
  if (memberIds.length > 0)
    await tx
      .insertInto('groupMembers')
      .values([...new Set(memberIds)].map((accountId) => ({ groupId, accountId })))
      .execute()
}

/** Takes these items out of every group's skills. Returns the groups that had some. */
export async function deleteSkills(tx: Tx, itemIds: readonly string[]): Promise<string[]> {
  const rows = await tx
    .deleteFrom('groupSkills')
    .where('itemId', 'in', itemIds)
    .returning('groupId')
    .execute()
  return [...new Set(rows.map((row) => row.groupId))]
}
