import { sql } from 'kysely'
import type { Tx } from '../../database.ts'
import type { OfferRule } from '@veridesk/contract/states'
import { prepared } from '../../platform/db/prepared.ts'
import type { StoredExplanation } from './explanation.ts'

export interface NewOffer {
  readonly offerId: string
  readonly participantId: string
  readonly callId: string
  readonly agentId: string
  readonly rule: OfferRule
  readonly groupId: string
  readonly ringSeconds: number
  readonly explanation: StoredExplanation
}

/** `at`, `snapshot`: of the decision. The order of the ids is the order in which it was taken. */
export interface Moment {
  readonly at: string
  readonly snapshot: string
}

/**
 * One write for a whole round: the calls ring, their offers are kept, the agents are participants from now
 * on (so that their media is up when they answer; nothing is relayed before), and everybody concerned is
 * told. A call that was cancelled meanwhile is left out. Returns how many ring.
 */
export async function insertOffers(
  tx: Tx,
  { at, snapshot }: Moment,
  offers: readonly NewOffer[],
): Promise<number> {
  const { rows } = await sql<{ rung: number }>`${prepared}
    with chosen as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(offers)}::jsonb) as offer (
        "offerId" uuid, "participantId" uuid, "callId" uuid, "agentId" uuid, rule text,
        "groupId" uuid, "ringSeconds" int, explanation jsonb)
    ),
    rung as (
      update calls set status = 'ringing', agent_id = "agentId", group_id = "groupId",
        ring_expires_at = clock_timestamp() + make_interval(secs => "ringSeconds"),
        version = version + 1
      from chosen where calls.id = "callId" and status = 'queued'
      returning calls.id, calls.version, seat_id, work_order_id, calls.agent_id
    ),
    offered as (
      insert into offers (id, call_id, agent_id, rule, group_id, snapshot, explanation, offered_at)
      select "offerId", "callId", "agentId", rule, "groupId", ${snapshot}, explanation,
        ${at}::timestamptz
      from chosen join rung on rung.id = "callId"
    ),
    joined as (
      insert into participants (id, call_id, role, account_id, name)
      select "participantId", "callId", 'agent', accounts.id, accounts.name
      from chosen join rung on rung.id = "callId" join accounts on accounts.id = "agentId"
    ),
    touched as (
      update agents set version = version + 1
      where account_id in (select agent_id from rung)
      returning account_id, version
    ),
    told as (
      select pg_notify('veridesk', topic || ' ' || version) from (
        select 'call:' || id, version from rung
        union all select 'seat:' || seat_id, version from rung
        union all select 'account:' || account_id, version from touched
        union all
        select 'work-order:' || work_orders.id, work_orders.version
        from rung join work_orders on work_orders.id = work_order_id
        union all select 'board', 0 where exists (select from rung)
      ) as notification (topic, version)
    )
    select (select count(*) from rung) as "rung", (select count(*) from told) as "told"`.execute(tx)
  return rows[0]?.rung ?? 0
}
