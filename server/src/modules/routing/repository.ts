import { sql } from 'kysely'
import type { DbOrTx, Tx } from '../../database.ts'
import { newId } from '../../platform/ids.ts'
import type { Assignment, Candidate, WaitingCall } from './rules.ts'

export async function isAnybodyQueued(db: DbOrTx): Promise<boolean> {
  const call = await db
    .selectFrom('calls')
    .select('id')
    .where('status', '=', 'queued')
    .limit(1)
    .executeTakeFirst()
  return call !== undefined
}

/** Queued calls in their order. A page that has just queued counts as present for one lease. */
export async function selectWaitingCalls(
  tx: Tx,
  leaseSeconds: number,
  restSeconds: number,
): Promise<WaitingCall[]> {
  const rows = await tx
    .selectFrom('calls')
    .innerJoin('seats', 'seats.id', 'calls.seatId')
    .select((eb) => [
      'calls.id as callId',
      'calls.itemId',
      sql<boolean>`greatest(seats.lease_until, calls.queued_at + make_interval(secs => ${leaseSeconds})) > now()`.as(
        'present',
      ),
      eb
        .selectFrom('offers')
        .select(sql<string[]>`coalesce(array_agg(offers.agent_id::text), '{}')`.as('agents'))
        .whereRef('offers.callId', '=', 'calls.id')
        .where('offers.outcome', 'in', ['declined', 'missed'])
        .where('offers.endedAt', '>', sql<Date>`now() - make_interval(secs => ${restSeconds})`)
        .as('resting'),
    ])
    .where('calls.status', '=', 'queued')
    .orderBy('calls.queuedAt')
    .orderBy('calls.id')
    .execute()
  return rows.map((row) => ({ ...row, resting: new Set(row.resting) }))
}

/** Every agent on duty, with what decides whether it may be rung. */
export async function selectCandidates(tx: Tx): Promise<Candidate[]> {
  const rows = await tx
    .selectFrom('agents')
    .select((eb) => [
      'agents.accountId',
      'agents.state',
      'agents.lastAnsweredAt',
      sql<boolean>`coalesce(agents.lease_until > now(), false)`.as('present'),
      eb
        .exists(
          eb
            .selectFrom('calls')
            .select('calls.id')
            .whereRef('calls.agentId', '=', 'agents.accountId')
            .where('calls.status', 'in', ['ringing', 'active']),
        )
        .$castTo<boolean>()
        .as('ringing'),
      eb
        .selectFrom('groupMembers')
        .innerJoin('groups', 'groups.id', 'groupMembers.groupId')
        .innerJoin('groupSkills', 'groupSkills.groupId', 'groupMembers.groupId')
        .select(sql<string[]>`coalesce(array_agg(group_skills.item_id::text), '{}')`.as('items'))
        .whereRef('groupMembers.accountId', '=', 'agents.accountId')
        .where('groups.deletedAt', 'is', null)
        .as('items'),
    ])
    .where('agents.state', '<>', 'offline')
    .execute()
  return rows.map(({ lastAnsweredAt, items, ...row }) => ({
    ...row,
    lastAnsweredAt: lastAnsweredAt?.getTime() ?? null,
    items: new Set(items),
  }))
}

export async function insertOffer(tx: Tx, assignment: Assignment): Promise<void> {
  await tx
    .insertInto('offers')
    .values({
      id: newId(),
      callId: assignment.callId,
      agentId: assignment.accountId,
      rule: assignment.rule,
      explanation: JSON.stringify(assignment.explanation),
    })
    .execute()
}
