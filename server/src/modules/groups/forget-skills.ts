import type { Tx } from '../../database.ts'
import { raiseGroups } from './membership-repository.ts'
import { deleteSkills } from './repository.ts'
import { tellGroups } from './tell.ts'
import { recordGroups } from './version-repository.ts'

/** No group serves these items any more, as they are not offered. */
export async function forgetSkills(tx: Tx, itemIds: readonly string[]): Promise<void> {
  if (itemIds.length === 0) return
  const changed = await deleteSkills(tx, itemIds)
  await raiseGroups(tx, changed)
  await recordGroups(tx, changed)
  if (changed.length > 0) await tellGroups(tx)
}
