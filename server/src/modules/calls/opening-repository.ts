import { sql } from 'kysely'
import type { GroupHours } from '@veridesk/contract'
import type { DbOrTx } from '../../database.ts'

export interface ServingGroup {
  readonly hours: GroupHours
  /** As many wait for it as may. */
  readonly full: boolean
}

/** The groups with members that serve an item; for null, any item. */
export async function selectServingGroups(
  db: DbOrTx,
  itemId: string | null,
): Promise<ServingGroup[]> {
  const serves = itemId === null ? sql`true` : sql`group_skills.item_id = ${itemId}`
  const { rows } = await sql<ServingGroup>`
    select groups.hours, groups.queue_limit is not null and (
        select count(*) from (
          select from calls join group_skills on group_skills.item_id = calls.item_id
          where group_skills.group_id = groups.id and calls.status in ('queued', 'ringing')
          limit groups.queue_limit) as waiting) >= groups.queue_limit as full
    from groups
    where groups.deleted_at is null
      and exists (select from group_members where group_members.group_id = groups.id)
      and exists (select from group_skills where group_skills.group_id = groups.id and ${serves})
    order by groups.id`.execute(db)
  return rows
}
