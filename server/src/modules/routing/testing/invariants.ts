/** What must hold of every database, whatever happened to it: each is a query that finds the exceptions. */
import { sql } from 'kysely'
import type { DbOrTx } from '../../../database.ts'

interface Invariant {
  readonly name: string
  /** Rows are violations. */
  readonly query: string
}

/** At any time. `$rest` stands for the seconds for which an agent rests from a call. */
export const always: readonly Invariant[] = [
  {
    name: 'never two agents on a caller',
    query: `
      select a.call_id::text as what from offers a join offers b on b.call_id = a.call_id and b.id > a.id
      where tstzrange(a.offered_at, coalesce(a.ended_at, 'infinity')) && tstzrange(b.offered_at, coalesce(b.ended_at, 'infinity'))
      union all
      select call_id::text from offers where outcome = 'answered' group by call_id having count(*) > 1
      union all
      select call_id::text from participants where role = 'agent' group by call_id having count(*) > 1
      union all
      select calls.id::text from calls where agent_id is distinct from (
        select agent_id from offers where call_id = calls.id and (ended_at is null or outcome = 'answered'))`,
  },
  {
    name: 'never two callers on an agent',
    query: `
      with held as (
        select offers.agent_id, call_id, offered_at as began,
          case outcome when 'answered' then calls.ended_at else offers.ended_at end as ended
        from offers join calls on calls.id = call_id)
      select a.agent_id::text as what from held a join held b on b.agent_id = a.agent_id and b.call_id <> a.call_id
      where a.began <= b.began and b.began < coalesce(a.ended, 'infinity')`,
  },
  {
    name: 'ringing and answered as the offers say',
    query: `
      select calls.id::text as what from calls
        left join offers on offers.call_id = calls.id and offers.ended_at is null
        where (calls.status = 'ringing') <> (offers.id is not null)
      union all
      select calls.id::text from calls
        left join offers on offers.call_id = calls.id and outcome = 'answered'
        where (calls.answered_at is not null) <> (offers.id is not null)`,
  },
  {
    name: 'nothing without exactly one end and reason',
    query: `
      select id::text as what from calls where status = 'ended' and
        (answered_at is null) <> (end_reason in ('cancelled', 'abandoned', 'timed-out', 'refused')
          or (end_reason = 'force-ended' and answered_at is null))
      union all
      select calls.id::text from calls left join audit_log on call_id = calls.id and action = 'call.end'
        group by calls.id having count(audit_log.id) <> (calls.status = 'ended')::int
      union all
      select calls.id::text from calls where (status = 'ended' and answered_at is not null) <> (disposition is not null)`,
  },
  {
    name: 'agent states without gaps or overlaps',
    query: `
      with entries as (
        select account_id, state, began_at, ended_at,
          lead(began_at) over one as next, row_number() over newest as place
        from agent_states
        window one as (partition by account_id order by began_at, ended_at nulls last, id),
          newest as (partition by account_id order by began_at desc, ended_at desc nulls first, id desc))
      select account_id::text as what from entries where ended_at is distinct from next
      union all
      select account_id::text from agents left join entries using (account_id)
        where place = 1 and (entries.state <> agents.state or began_at <> since)`,
  },
  {
    name: 'busy exactly while in a call',
    query: `
      select account_id::text as what from agents left join calls on agent_id = account_id and status = 'active'
        where (state = 'busy') <> (calls.id is not null)
      union all
      select account_id::text from agents join calls on agent_id = account_id and status = 'ringing'
        where state <> 'idle'
      union all
      select account_id::text from agents join calls on agent_id = account_id and disposition = 'unfilled'
        where state in ('idle', 'paused')`,
  },
]

/**
 * Oldest first within a rule, as each decision could see it: of two calls of one item the later one rang for
 * an agent who might have had the earlier one. Calls with familiar agents, and those for which this agent
 * rested or whose customer was away (`$away`: ids), are not compared.
 */
const oldestFirst = `
  with queued as (
    select calls.*, audit_log.xmin::text::xid8 as queued_xid from calls
      join audit_log on call_id = calls.id and action = 'call.queue'),
  finished as (select call_id, xmin::text::xid8 as finished_xid from audit_log where action = 'call.end')
  select later.id::text || ' before ' || earlier.id::text as what
  from offers chosen
    join queued later on later.id = chosen.call_id
    join queued earlier on earlier.item_id = later.item_id and earlier.id <> later.id
      and (not earlier.priority, earlier.queued_at, earlier.id) < (not later.priority, later.queued_at, later.id)
    left join finished on finished.call_id = earlier.id
  where chosen.rule = 'longest-since-last-answer'
    and earlier.assignment = later.assignment
    and not earlier.id = any($away)
    and earlier.general_at <= chosen.offered_at
    and coalesce(earlier.answered_at, earlier.ended_at, 'infinity') >= chosen.offered_at
    and pg_visible_in_snapshot(earlier.queued_xid, chosen.snapshot::pg_snapshot)
    and (finished_xid is null or not pg_visible_in_snapshot(finished_xid, chosen.snapshot::pg_snapshot))
    and not exists (
      select from offers other where other.call_id = earlier.id and (
        other.began_xid = chosen.began_xid
        or pg_visible_in_snapshot(other.began_xid, chosen.snapshot::pg_snapshot) and (
          other.outcome = 'answered'
          or not coalesce(pg_visible_in_snapshot(other.ended_xid, chosen.snapshot::pg_snapshot), false))))
    and not exists (
      select from offers other where other.call_id = earlier.id and other.agent_id = chosen.agent_id
        and other.outcome in ('declined', 'missed')
        and other.ended_at > chosen.offered_at - make_interval(secs => $rest + 1))`

/** Once routing has settled. */
const nobodyWaits = `
  select calls.id::text || ' and ' || agents.account_id::text as what
  from calls join seats on seats.id = calls.seat_id, agents
  where calls.status = 'queued' and seats.lease_until > now() + interval '1 second'
    and agents.state = 'idle' and agents.lease_until > now() + interval '1 second'
    and not exists (select from calls held where held.agent_id = agents.account_id and held.status in ('ringing', 'active'))
    and exists (select from group_members join groups on groups.id = group_id join group_skills using (group_id)
      where account_id = agents.account_id and item_id = calls.item_id and deleted_at is null)
    and (calls.general_at <= now() or agents.account_id = any(calls.familiar_ids))
    and not exists (select from offers where call_id = calls.id and agent_id = agents.account_id
      and outcome in ('declined', 'missed') and ended_at > now() - make_interval(secs => $rest + 1))`

export const settled: readonly Invariant[] = [
  { name: 'nobody waits while a suited agent is idle', query: nobodyWaits },
]
export const decided: readonly Invariant[] = [
  { name: 'oldest first within a rule', query: oldestFirst },
]

export interface Violation {
  readonly invariant: string
  readonly what: string
}

/**
 * @param given `rest`: seconds for which an agent rests from a call that it declined or missed; `away`: ids of
 * calls whose customer's page was away for a time
 */
export async function violations(
  db: DbOrTx,
  invariants: readonly Invariant[],
  { rest, away = [] }: { rest: number; away?: readonly string[] },
): Promise<Violation[]> {
  const awayList = `'{${away.join(',')}}'::uuid[]`
  const whole = invariants
    .map(({ name, query }) => `select '${name}' as invariant, what from (${query}) as found`)
    .join(' union all ')
    .replaceAll('$rest', String(rest))
    .replaceAll('$away', awayList)
  const { rows } = await sql<Violation>`${sql.raw(whole)}`.execute(db)
  return rows
}
