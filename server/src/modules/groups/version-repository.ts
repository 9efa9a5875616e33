/** What each group was when: what replays a decision of routing asks for it. */
import { sql } from 'kysely'
import type { Tx } from '../../database.ts'

/**
 * Writes down what these groups are from now on; call it after every change of skills, members, ring or
 * overflow, and after a deletion, with the groups' rows locked. Of several changes in one transaction nobody
 * ever sees but the last.
 */
export async function recordGroups(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const open = sql`group_id = any(${ids}::uuid[]) and ended_xid is null`
  await sql`delete from group_versions where ${open} and began_xid = pg_current_xact_id()`.execute(
    tx,
  )
  await sql`
    update group_versions set ended_at = clock_timestamp(), ended_xid = pg_current_xact_id()
    where ${open}`.execute(tx)
  await sql`
    insert into group_versions
      (group_id, item_ids, member_ids, ring_seconds, overflow_group_id, overflow_after_seconds)
    select
      id,
      array(select item_id from group_skills where group_id = groups.id order by item_id),
      array(select account_id from group_members where group_id = groups.id order by account_id),
      ring_seconds,
      overflow_group_id,
      overflow_after_seconds
    from groups where id = any(${ids}::uuid[]) and deleted_at is null`.execute(tx)
}
