/** Calls as the live board lists them: each list in one statement, its total counted over all of it. */
import { sql, type RawBuilder } from 'kysely'
import type { LegState } from '@veridesk/contract'
import type { DbOrTx } from '../../database.ts'

interface CallRow {
  readonly id: string
  readonly workOrderId: string | null
  readonly taskNumber: string | null
  readonly businessType: string
  readonly businessItem: string
  readonly insuredName: string | null
  readonly priority: boolean
  readonly queuedAt: Date
  readonly present: boolean
  readonly total: number
}

export interface WaitingRow extends CallRow {
  readonly position: number
  /** The earliest of all, whether it is among the rows or not. */
  readonly longestWaitSince: Date
}

interface TakenRow extends CallRow {
  readonly agentId: string
  readonly agentName: string
  readonly since: Date
}

export interface RingingRow extends TakenRow {
  readonly ringExpiresAt: Date
}

export interface ActiveRow extends TakenRow {
  readonly customerLegState: LegState | null
  readonly customerMissingSince: Date | null
  readonly agentLegState: LegState | null
  readonly agentMissingSince: Date | null
}

export interface Look {
  /** Null: every group. */
  readonly groupId: string | null
  readonly limit: number
  /** A page that has just queued counts as there for one lease. */
  readonly leaseSeconds: number
}

/** Calls that concern a group: of one of its items, or with one of its members. */
const concerns = (groupId: string | null): RawBuilder<unknown> =>
  groupId === null
    ? sql`true`
    : sql`(calls.item_id in (select item_id from group_skills where group_id = ${groupId})
        or calls.agent_id in (select account_id from group_members where group_id = ${groupId}))`

/** What every list says of a call; `page` holds the call's own columns. */
const facts = (leaseSeconds: number): RawBuilder<unknown> => sql`
  page.id, page.work_order_id, page.priority, page.queued_at, page.total,
  work_orders.task_number, work_orders.insured_name,
  business_types.name as business_type, business_items.name as business_item,
  greatest(seats.lease_until, page.queued_at + make_interval(secs => ${leaseSeconds})) > now() as present`

const withFacts = sql`page
  join seats on seats.id = page.seat_id
  join business_items on business_items.id = page.item_id
  join business_types on business_types.id = business_items.type_id
  left join work_orders on work_orders.id = page.work_order_id`

/**
 * Queued calls in their order, each with its place among those of its item that wait or ring. A long queue
 * is read from its index alone; places are counted for the rows that are given.
 */
export async function selectWaiting(db: DbOrTx, look: Look): Promise<WaitingRow[]> {
  const { rows } = await sql<WaitingRow>`
    with chosen as materialized (
      select calls.id, count(*) over () as total, min(queued_at) over () as longest_wait_since
      from calls where status = 'queued' and ${concerns(look.groupId)}
      order by priority desc, queued_at, id limit ${look.limit}
    ), page as materialized (
      select calls.*, chosen.total, chosen.longest_wait_since from chosen join calls using (id)
    )
    select ${facts(look.leaseSeconds)}, page.longest_wait_since, (
        select count(*) from calls earlier
        where earlier.item_id = page.item_id and earlier.status in ('queued', 'ringing')
          and earlier.priority = page.priority
          and (earlier.queued_at, earlier.id) <= (page.queued_at, page.id)
      ) + (
        select count(*) from calls before
        where before.item_id = page.item_id and before.status in ('queued', 'ringing')
          and before.priority and not page.priority
      ) as position
    from ${withFacts}
    order by page.priority desc, page.queued_at, page.id`.execute(db)
  return rows
}

/** Calls that ring, the longest first. */
export async function selectRinging(db: DbOrTx, look: Look): Promise<RingingRow[]> {
  const { rows } = await sql<RingingRow>`
    with page as (
      select calls.*, offers.offered_at as since, count(*) over () as total
      from calls join offers on offers.call_id = calls.id and offers.ended_at is null
      where status = 'ringing' and ${concerns(look.groupId)}
      order by offers.offered_at, calls.id limit ${look.limit}
    )
    select ${facts(look.leaseSeconds)}, page.agent_id, accounts.name as agent_name, page.since,
      page.ring_expires_at
    from ${withFacts} join accounts on accounts.id = page.agent_id
    order by page.since, page.id`.execute(db)
  return rows
}

/** Active calls with both sides' media, the longest first. */
export async function selectActive(db: DbOrTx, look: Look): Promise<ActiveRow[]> {
  const { rows } = await sql<ActiveRow>`
    with page as (
      select calls.*, count(*) over () as total
      from calls where status = 'active' and ${concerns(look.groupId)}
      order by answered_at, id limit ${look.limit}
    )
    select ${facts(look.leaseSeconds)}, page.agent_id, accounts.name as agent_name,
      page.answered_at as since,
      customer.leg_state as customer_leg_state, customer.missing_since as customer_missing_since,
      agent.leg_state as agent_leg_state, agent.missing_since as agent_missing_since
    from ${withFacts} join accounts on accounts.id = page.agent_id
    left join participants customer
      on customer.call_id = page.id and customer.seat_id = page.seat_id
    left join participants agent
      on agent.call_id = page.id and agent.account_id = page.agent_id
    order by page.answered_at, page.id`.execute(db)
  return rows
}
