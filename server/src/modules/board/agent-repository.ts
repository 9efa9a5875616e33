/** Agents and groups as the live board lists them. */
import { sql, type RawBuilder } from 'kysely'
import type { GroupHours } from '@veridesk/contract'
import type { AgentState } from '@veridesk/contract/states'
import type { DbOrTx } from '../../database.ts'

export type StateCounts = Record<AgentState, number>

/** Whoever could sign in, or still is in a call after the account was disabled or deleted; of one group, or of all. */
const ofGroup = (groupId: string | null): RawBuilder<unknown> => sql`
  (agents.state <> 'offline'
    or (accounts.role = 'agent' and not accounts.disabled and accounts.deleted_at is null))
  and ${
    groupId === null
      ? sql`true`
      : sql`agents.account_id in (select account_id from group_members where group_id = ${groupId})`
  }`

const byState = sql`
  count(*) filter (where agents.state = 'offline') as offline,
  count(*) filter (where agents.state = 'idle') as idle,
  count(*) filter (where agents.state = 'busy') as busy,
  count(*) filter (where agents.state = 'wrap-up') as wrap_up,
  count(*) filter (where agents.state = 'paused') as paused`

interface Counted {
  readonly offline: number
  readonly idle: number
  readonly busy: number
  readonly wrapUp: number
  readonly paused: number
}

const statesOf = ({ offline, idle, busy, wrapUp, paused }: Counted): StateCounts => ({
  offline,
  idle,
  busy,
  'wrap-up': wrapUp,
  paused,
})

/** How many agents are in each state, and when this is. */
export async function countStates(
  db: DbOrTx,
  groupId: string | null,
): Promise<{ states: StateCounts; now: Date }> {
  const { rows } = await sql<Counted & { now: Date }>`
    select ${byState}, now() from agents join accounts on accounts.id = agents.account_id
    where ${ofGroup(groupId)}`.execute(db)
  const [row] = rows
  if (!row) throw new Error('a count has no row')
  return { states: statesOf(row), now: row.now }
}

export interface AgentRow {
  readonly id: string
  readonly name: string
  readonly username: string
  readonly state: AgentState
  readonly since: Date
  readonly pauseReason: string | null
  readonly pausedForMissedRings: boolean
  readonly groups: readonly string[]
  readonly callId: string | null
  readonly callStatus: 'ringing' | 'active' | null
  readonly taskNumber: string | null
  readonly missedRings: number
  readonly wrapUpOverdue: boolean
  readonly unfilled: boolean
}

/** Busy, 话后处理, 暂放, idle, offline, and in each state the longest first. */
export async function selectAgents(
  db: DbOrTx,
  look: { groupId: string | null; state: AgentState | null; limit: number },
): Promise<AgentRow[]> {
  const { rows } = await sql<AgentRow>`
    with page as (
      select agents.*, accounts.name, accounts.username,
        array_position(array['busy', 'wrap-up', 'paused', 'idle', 'offline'], agents.state) as place
      from agents join accounts on accounts.id = agents.account_id
      where ${ofGroup(look.groupId)}
        and ${look.state === null ? sql`true` : sql`agents.state = ${look.state}`}
      order by place, agents.since, agents.account_id limit ${look.limit}
    )
    select page.account_id as id, page.name, page.username, page.state, page.since,
      pause_reasons.name as pause_reason, page.paused_for_missed_rings, page.missed_rings,
      coalesce(page.wrap_up_until <= now(), false) as wrap_up_overdue,
      exists (select from calls where calls.agent_id = page.account_id
        and calls.disposition = 'unfilled') as unfilled,
      array(select groups.name from group_members join groups on groups.id = group_members.group_id
        where group_members.account_id = page.account_id and groups.deleted_at is null
        order by groups.name) as groups,
      live.id as call_id, live.status as call_status, work_orders.task_number
    from page
    left join pause_reasons on pause_reasons.id = page.pause_reason_id
    left join calls live on live.agent_id = page.account_id and live.status in ('ringing', 'active')
    left join work_orders on work_orders.id = live.work_order_id
    order by page.place, page.since, page.account_id`.execute(db)
  return rows
}

export interface GroupRow {
  readonly id: string
  readonly name: string
  readonly queueLimit: number | null
  readonly hours: GroupHours
  readonly waiting: number
  readonly ringing: number
  readonly longestWaitSince: Date | null
  readonly agents: StateCounts
}

/** Every living group by name, with the waiting calls of its items and its members by state. */
export async function selectGroups(db: DbOrTx): Promise<GroupRow[]> {
  const { rows } = await sql<Omit<GroupRow, 'agents'> & Counted>`
    with queues as materialized (
      select item_id, count(*) as waiting, min(queued_at) as longest_wait_since
      from calls where status = 'queued' group by item_id
    ), rings as materialized (
      select item_id, count(*) as ringing from calls where status = 'ringing' group by item_id
    ), by_group as materialized (
      select group_skills.group_id, sum(waiting)::bigint as waiting, sum(ringing)::bigint as ringing,
        min(longest_wait_since) as longest_wait_since
      from group_skills left join queues using (item_id) left join rings using (item_id)
      group by group_skills.group_id
    ), members as materialized (
      select group_members.group_id, ${byState}
      from group_members
      join agents on agents.account_id = group_members.account_id
      join accounts on accounts.id = agents.account_id
      where ${ofGroup(null)} group by group_members.group_id
    )
    select groups.id, groups.name, groups.queue_limit, groups.hours,
      coalesce(waiting, 0) as waiting, coalesce(ringing, 0) as ringing, longest_wait_since,
      coalesce(offline, 0) as offline, coalesce(idle, 0) as idle, coalesce(busy, 0) as busy,
      coalesce(wrap_up, 0) as wrap_up, coalesce(paused, 0) as paused
    from groups
    left join by_group on by_group.group_id = groups.id
    left join members on members.group_id = groups.id
    where groups.deleted_at is null order by groups.name, groups.id`.execute(db)
  return rows.map(({ offline, idle, busy, wrapUp, paused, ...group }) => ({
    ...group,
    agents: statesOf({ offline, idle, busy, wrapUp, paused }),
  }))
}
