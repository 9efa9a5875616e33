import type { Tx } from '../../database.ts'
import { newId } from '../../platform/ids.ts'
import { insertGroup } from './repository.ts'

/** Adds a 客服组 with at least one skill (a business item) and one member. Returns its id. */
export async function createGroup(
  tx: Tx,
  group: { name: string; itemIds: readonly string[]; memberIds: readonly string[] },
): Promise<string> {
  const id = newId()
  await insertGroup(tx, { id, name: group.name }, group.itemIds, group.memberIds)
  return id
}
