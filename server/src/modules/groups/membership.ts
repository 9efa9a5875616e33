/** Which groups an account is in, seen from the account; from the group it is in service.ts. */
import type { DbOrTx, Tx } from '../../database.ts'
import { AppError } from '../../platform/app-error.ts'
import {
  deleteMemberships,
  insertMemberships,
  lockGroups,
  raiseGroups,
  selectGroupNames,
  selectGroupsOf,
} from './membership-repository.ts'
import { tellGroups } from './tell.ts'
import { recordGroups } from './version-repository.ts'

export interface NamedGroup {
  readonly id: string
  readonly name: string
}

/** By account, each list by name; accounts without groups are missing. */
export async function groupsOfAccounts(
  db: DbOrTx,
  accountIds: readonly string[],
): Promise<Map<string, NamedGroup[]>> {
  const found = new Map<string, NamedGroup[]>()
  for (const { accountId, id, name } of await selectGroupsOf(db, accountIds))
    found.set(accountId, [...(found.get(accountId) ?? []), { id, name }])
  return found
}

/** Every group's id by its name. */
export async function groupIdsByName(db: DbOrTx): Promise<Map<string, string>> {
  return new Map((await selectGroupNames(db)).map(({ id, name }) => [name, id]))
}

/** Whoever puts many accounts into groups locks all of these first, in one order. Throws `unknown_group`. */
export async function holdGroups(tx: Tx, groupIds: readonly string[]): Promise<void> {
  const wanted = [...new Set(groupIds)]
  if ((await lockGroups(tx, wanted)).length < wanted.length) throw new AppError('unknown_group')
}

/** New accounts join; the groups are held by `holdGroups`. Their versions rise once, as in `setGroupsOf`. */
export async function joinGroups(
  tx: Tx,
  memberships: readonly { accountId: string; groupId: string }[],
): Promise<void> {
  if (memberships.length === 0) return
  const groupIds = [...new Set(memberships.map(({ groupId }) => groupId))]
  await raiseGroups(tx, groupIds)
  await insertMemberships(tx, memberships)
  await recordGroups(tx, groupIds)
  await tellGroups(tx)
}

/**
 * The account is in these groups and no others. The groups' versions rise, so that whoever edits one
 * of them on a screen that shows the members of before is refused. Throws `unknown_group`.
 */
export async function setGroupsOf(
  tx: Tx,
  accountId: string,
  groupIds: readonly string[],
): Promise<{ added: string[]; removed: string[] }> {
  const before = (await selectGroupsOf(tx, [accountId])).map(({ id }) => id)
  const wanted = [...new Set(groupIds)]
  const added = wanted.filter((id) => !before.includes(id))
  const removed = before.filter((id) => !wanted.includes(id))
  const found = await lockGroups(tx, [...added, ...removed])
  if (added.some((id) => !found.includes(id))) throw new AppError('unknown_group')
  await raiseGroups(tx, found)
  await insertMemberships(
    tx,
    added.map((groupId) => ({ accountId, groupId })),
  )
  await deleteMemberships(tx, accountId, removed)
  await recordGroups(tx, found)
  if (added.length + removed.length > 0) await tellGroups(tx)
  return { added, removed }
}
