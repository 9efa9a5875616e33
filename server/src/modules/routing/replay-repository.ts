/** What the logs say of the moment of a decision: what its snapshot could see. */
import { sql } from 'kysely'
import type { OfferRule, AgentState } from '@veridesk/contract/states'
import type { Db } from '../../database.ts'
import type { StoredExplanation } from './explanation.ts'
import { utcText, type CallRow, type GroupRow } from './repository.ts'

export interface RecordedOffer {
  readonly id: string
  readonly agentId: string
  readonly rule: OfferRule
  readonly groupId: string | null
  readonly at: string
  /** Null for offers of earlier versions: nothing to replay. */
  readonly snapshot: string | null
  readonly outcome: string | null
  readonly explanation: StoredExplanation
}

/** The call's offers, oldest first. */
export async function selectRecorded(db: Db, callId: string): Promise<RecordedOffer[]> {
  const { rows } = await sql<RecordedOffer>`
    select id, agent_id, rule, group_id, ${utcText('offered_at')} as at, snapshot, outcome, explanation
    from offers where call_id = ${callId} order by offered_at, id`.execute(db)
  return rows
}

export interface DutyRow {
  readonly accountId: string
  readonly state: AgentState
  readonly lastAnsweredAt: string | null
  /** An offer of an earlier decision was open. */
  readonly ringing: boolean
}

export interface LoggedMoment {
  readonly groups: readonly (GroupRow & { memberIds: readonly string[] })[]
  /** Everybody who was not offline. */
  readonly duty: readonly DutyRow[]
  readonly call: CallRow
  /** Who got an earlier call by the same snapshot. */
  readonly rung: readonly string[]
}

const seen = (snapshot: string, row: string) => sql`
  pg_visible_in_snapshot(${sql.ref(`${row}.began_xid`)}, ${snapshot}::pg_snapshot)
  and not coalesce(pg_visible_in_snapshot(${sql.ref(`${row}.ended_xid`)}, ${snapshot}::pg_snapshot), false)`

/**
 * The facts of one decision, from the logs of states, groups and offers. An agent's last answer is the
 * beginning of the last 忙碌 that the snapshot could see.
 */
export async function selectMoment(
  db: Db,
  callId: string,
  offer: RecordedOffer & { snapshot: string },
): Promise<LoggedMoment | undefined> {
  const { at, snapshot, id } = offer
  const { rows } = await sql<LoggedMoment>`
    with moment as materialized (select ${at}::timestamptz as at)
    select
      (select coalesce(jsonb_agg(jsonb_build_object(
          'groupId', log.group_id, 'itemIds', log.item_ids, 'memberIds', log.member_ids,
          'ringSeconds', log.ring_seconds, 'overflowGroupId', log.overflow_group_id,
          'overflowAfterSeconds', log.overflow_after_seconds
        ) order by groups.created_at, groups.id), '[]')
        from group_versions log join groups on groups.id = log.group_id
        where ${seen(snapshot, 'log')}) as "groups",
      (select coalesce(jsonb_agg(jsonb_build_object(
          'accountId', log.account_id, 'state', log.state,
          'lastAnsweredAt', (
            select ${utcText('answered')} from (
              select max(busy.began_at) as answered from agent_states busy
              where busy.account_id = log.account_id and busy.state = 'busy'
                and pg_visible_in_snapshot(busy.began_xid, ${snapshot}::pg_snapshot)
            ) last),
          'ringing', exists (
            select from offers open where open.agent_id = log.account_id and ${seen(snapshot, 'open')})
        )), '[]')
        from agent_states log
        where log.state <> 'offline' and ${seen(snapshot, 'log')}) as "duty",
      jsonb_build_object(
        'callId', calls.id, 'itemId', item_id, 'assignment', assignment,
        'familiarIds', familiar_ids,
        'waitedSeconds', extract(epoch from at - queued_at)::float8,
        'kept', general_at > greatest(at, queued_at),
        'resting', array(
          select rest.agent_id from offers rest
          where rest.call_id = calls.id and rest.outcome in ('declined', 'missed')
            and pg_visible_in_snapshot(rest.ended_xid, ${snapshot}::pg_snapshot)
            and rest.ended_at > at - make_interval(secs => ${offer.explanation.restSeconds}))
      ) as "call",
      array(
        select earlier.agent_id::text from offers earlier join offers this using (began_xid)
        where this.id = ${id} and earlier.id < this.id) as "rung"
    from calls, moment where calls.id = ${callId}`.execute(db)
  return rows[0]
}
