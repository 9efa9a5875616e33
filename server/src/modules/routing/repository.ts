import { sql } from 'kysely'
import type { DbOrTx, Tx } from '../../database.ts'
import type { Assignment } from '@veridesk/contract'
import { prepared } from '../../platform/db/prepared.ts'
import type { Group } from './reach.ts'
import type { FreeAgent, Unfree } from './rules.ts'

/** Times as texts that stand in the order of time. */
export const utcText = (column: string) =>
  sql`to_char(${sql.ref(column)} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

/** Whether somebody waits and somebody is free; asked without a lock, before anything dearer. */
export async function isThereWork(db: DbOrTx): Promise<boolean> {
  const { rows } = await sql<{ work: boolean }>`
    select ${prepared} exists (select from calls where status = 'queued') and exists (
      select from agents where state = 'idle' and lease_until > now() and not exists (
        select from calls
        where calls.agent_id = agents.account_id and calls.status in ('ringing', 'active'))) as work`.execute(
    db,
  )
  return rows[0]?.work ?? false
}

/** As JSON brings it: sets are lists. */
export interface GroupRow extends Omit<Group, 'itemIds'> {
  readonly itemIds: readonly string[]
}

export interface CallRow {
  readonly callId: string
  readonly itemId: string
  readonly waitedSeconds: number
  readonly assignment: Assignment
  readonly familiarIds: readonly string[]
  readonly kept: boolean
  readonly resting: readonly string[]
}

export interface RoundRow {
  /** When and of what the facts are: `offers.offered_at` and `offers.snapshot`. */
  readonly at: string
  readonly snapshot: string
  readonly groups: readonly GroupRow[]
  readonly free: readonly FreeAgent[]
  readonly unfree: readonly Unfree[]
  /** Idle agents whose lease has run out. */
  readonly gone: readonly string[]
  readonly signedIn: readonly { accountId: string; groupIds: readonly string[] }[]
  /** In the order of the queue. */
  readonly calls: readonly CallRow[]
}

const queued = sql`calls.id, item_id, priority, queued_at, assignment, familiar_ids, general_at`

const isPresent = (leaseSeconds: number) => sql`greatest(
  (select lease_until from seats where seats.id = calls.seat_id),
  queued_at + make_interval(secs => ${leaseSeconds})
) > at`

/**
 * Everything that a round of assignments decides by, in one statement and so of one snapshot. Of each item
 * that a free agent serves it reads the oldest waiting calls, as many as cannot all be taken by others
 * (`most` assignments a round) or rested from; calls that are kept for familiar agents stand apart. So the
 * cost does not grow with the queue. A page that has just queued counts as present for one lease.
 */
export async function readRound(
  tx: Tx,
  { leaseSeconds, restSeconds, most }: { leaseSeconds: number; restSeconds: number; most: number },
): Promise<RoundRow> {
  const { rows } = await sql<RoundRow>`${prepared}
    with moment as materialized (select statement_timestamp() as at),
    living as materialized (
      select id, created_at, ring_seconds, overflow_group_id, overflow_after_seconds
      from groups where deleted_at is null
    ),
    memberships as materialized (
      select account_id, array_agg(group_id order by group_id) as group_ids
      from group_members join living on living.id = group_id
      group by account_id
    ),
    duty as materialized (
      select agents.account_id, agents.state, agents.last_answered_at,
        coalesce(group_ids, '{}') as group_ids,
        case
          when state <> 'idle' then 'not-idle'
          when coalesce(lease_until <= at, true) then 'page-gone'
          when exists (
            select from calls
            where calls.agent_id = agents.account_id and calls.status in ('ringing', 'active')
          ) then 'already-ringing'
        end as reason
      from agents left join memberships using (account_id), moment
      where state <> 'offline'
    ),
    free as materialized (select * from duty where reason is null),
    free_groups as materialized (select distinct unnest(group_ids) as id from free),
    ways as materialized (
      select item_id, 0 as after_seconds from group_skills join free_groups on id = group_id
      union
      select item_id, overflow_after_seconds from group_skills join living on living.id = group_id
      where overflow_group_id in (select id from free_groups)
    ),
    enough as materialized (
      select least(${most}, (select count(*) from free)) + coalesce(max(rests), 0) as calls from (
        select count(*) as rests from free join offers on offers.agent_id = free.account_id, moment
        where offers.outcome in ('declined', 'missed')
          and offers.ended_at > at - make_interval(secs => ${restSeconds})
        group by free.account_id
      ) rested
    ),
    picked as materialized (
      select distinct oldest.* from ways, moment,
      lateral (
        select ${queued} from calls
        where item_id = ways.item_id and status = 'queued'
          -- Not as a range of the index: it would be thought so small that the whole queue is read and sorted.
          and (after_seconds = 0 or queued_at <= at - make_interval(secs => after_seconds))
          and general_at <= greatest(at, queued_at)
          and ${isPresent(leaseSeconds)}
        order by priority desc, queued_at, id
        limit (select enough.calls from enough)
      ) oldest
      union all
      select ${queued} from calls, moment
      where status = 'queued' and general_at > queued_at and general_at > at
        and item_id in (select item_id from ways) and ${isPresent(leaseSeconds)}
    ),
    waiting as materialized (
      select picked.*, extract(epoch from at - queued_at)::float8 as waited_seconds,
        general_at > greatest(at, queued_at) as kept,
        array(
          select agent_id from offers
          where offers.call_id = picked.id and outcome in ('declined', 'missed')
            and ended_at > at - make_interval(secs => ${restSeconds})
        ) as resting
      from picked, moment
    )
    select ${utcText('at')} as "at", pg_current_snapshot()::text as "snapshot",
      (select coalesce(jsonb_agg(jsonb_build_object(
          'groupId', living.id, 'ringSeconds', ring_seconds,
          'overflowGroupId', overflow_group_id, 'overflowAfterSeconds', overflow_after_seconds,
          'itemIds', array(
            select item_id from group_skills
            where group_id = living.id and item_id in (select item_id from waiting))
        ) order by created_at, living.id), '[]') from living) as "groups",
      (select coalesce(jsonb_agg(jsonb_build_object(
          'accountId', account_id, 'groupIds', group_ids,
          'lastAnsweredAt', ${utcText('last_answered_at')}
        )), '[]') from free) as "free",
      (select coalesce(jsonb_agg(jsonb_build_object(
          'reason', reason, 'groupIds', group_ids, 'count', count)), '[]')
        from (
          select reason, group_ids, count(*) as count from duty
          where reason is not null group by reason, group_ids
        ) counted) as "unfree",
      (select coalesce(jsonb_agg(account_id order by account_id), '[]')
        from duty where reason = 'page-gone') as "gone",
      (select coalesce(jsonb_agg(jsonb_build_object(
          'accountId', account_id, 'groupIds', group_ids)), '[]')
        from duty where state <> 'paused' and account_id in (
          select unnest(familiar_ids) from waiting where kept)) as "signedIn",
      (select coalesce(jsonb_agg(jsonb_build_object(
          'callId', id, 'itemId', item_id, 'waitedSeconds', waited_seconds,
          'assignment', assignment, 'familiarIds', familiar_ids, 'kept', kept,
          'resting', resting
        ) order by priority desc, queued_at, id), '[]') from waiting) as "calls"
    from moment`.execute(tx)
  const row = rows[0]
  if (!row) throw new Error('a select without a row')
  return row
}
