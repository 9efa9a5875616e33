import { sql } from 'kysely'
import type { AgentState } from '@veridesk/contract/states'
import type { DbOrTx, Tx } from '../../database.ts'
import type { LeavingReason } from '../../row-values.ts'
import { lockName } from '../../platform/db/lock.ts'
import { newId } from '../../platform/ids.ts'

export type BeforeOffline = 'idle' | 'wrap-up' | 'paused'

/** The row and its first history entry; nothing where the agent exists. */
export async function insertAgent(tx: Tx, accountId: string): Promise<void> {
  const made = await tx
    .insertInto('agents')
    .values({ accountId })
    .onConflict((conflict) => conflict.doNothing())
    .returning('accountId')
    .executeTakeFirst()
  if (made) await openHistory(tx, accountId)
}

/** Assignments and whoever goes off duty take turns, so that nobody is rung who has just left. */
export async function lockDuty(tx: Tx): Promise<void> {
  await lockName(tx, 'duty')
}

export async function lockAgent(tx: Tx, accountId: string) {
  return tx
    .selectFrom('agents')
    .select([
      'state',
      'beforeOffline',
      sql<boolean>`coalesce(lease_until < now(), true)`.as('gone'),
    ])
    .where('accountId', '=', accountId)
    .forUpdate()
    .executeTakeFirst()
}

async function openHistory(tx: Tx, accountId: string): Promise<void> {
  await sql`
    insert into agent_states (id, account_id, state, began_at)
    select ${newId()}, account_id, state, since from agents where account_id = ${accountId}
  `.execute(tx)
}

/**
 * Writes the new state and its history: the old entry ends in the instant in which the new one
 * begins. The clock is read under the row's lock, so that waiting for it never runs time backwards.
 */
export async function writeState(
  tx: Tx,
  accountId: string,
  state: AgentState,
  beforeOffline: BeforeOffline | null,
): Promise<void> {
  await tx
    .updateTable('agents')
    .set({ state, beforeOffline, since: sql`greatest(clock_timestamp(), since)` })
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('accountId', '=', accountId)
    .execute()
  await tx
    .updateTable('agentStates')
    .set({ endedAt: sql<Date>`(select since from agents where account_id = ${accountId})` })
    .where('accountId', '=', accountId)
    .where('endedAt', 'is', null)
    .execute()
  await openHistory(tx, accountId)
}

/** Raises the version; undefined where there is no such agent. */
export async function raiseVersion(tx: Tx, accountId: string): Promise<number | undefined> {
  const row = await tx
    .updateTable('agents')
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('accountId', '=', accountId)
    .returning('version')
    .executeTakeFirst()
  return row?.version
}

export async function clearBeforeOffline(tx: Tx, accountId: string): Promise<void> {
  await tx
    .updateTable('agents')
    .set({ beforeOffline: null })
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('accountId', '=', accountId)
    .where('beforeOffline', 'is not', null)
    .execute()
}

/** What ends the sessions once the call is over; null takes it back. */
export async function setLeaving(
  tx: Tx,
  accountId: string,
  leaving: LeavingReason | null,
): Promise<void> {
  await tx
    .updateTable('agents')
    .set({ leaving })
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('accountId', '=', accountId)
    .execute()
}

export async function selectLeaving(tx: Tx, accountId: string): Promise<LeavingReason | null> {
  const row = await tx
    .selectFrom('agents')
    .select('leaving')
    .where('accountId', '=', accountId)
    .executeTakeFirst()
  return row?.leaving ?? null
}

/** The version stays: a renewal changes nothing that anybody is shown. */
export async function renewLease(db: DbOrTx, accountId: string, seconds: number) {
  return db
    .updateTable('agents')
    .set({ leaseUntil: sql<Date>`now() + make_interval(secs => ${seconds})` })
    .where('accountId', '=', accountId)
    .returning(['state', 'beforeOffline'])
    .executeTakeFirst()
}

export async function markAnsweredNow(tx: Tx, accountId: string): Promise<void> {
  await tx
    .updateTable('agents')
    .set({ lastAnsweredAt: sql<Date>`clock_timestamp()` })
    .where('accountId', '=', accountId)
    .execute()
}

/** Newest first. */
export async function selectUnfilledCalls(db: DbOrTx, accountId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('calls')
    .select('id')
    .where('agentId', '=', accountId)
    .where('disposition', '=', 'unfilled')
    .orderBy('endedAt', 'desc')
    .execute()
  return rows.map((row) => row.id)
}

export async function selectAgent(db: DbOrTx, accountId: string) {
  return db
    .selectFrom('agents')
    .leftJoin('pauseReasons', 'pauseReasons.id', 'agents.pauseReasonId')
    .select([
      'agents.state',
      'agents.since',
      'agents.version',
      'agents.pausedForMissedRings',
      'agents.wrapUpUntil',
      'agents.pauseReasonId',
      'pauseReasons.name as pauseReasonName',
    ])
    .where('agents.accountId', '=', accountId)
    .executeTakeFirst()
}

/** The call that rings for this agent or that it is in. */
export async function selectLiveCall(db: DbOrTx, accountId: string) {
  return db
    .selectFrom('calls')
    .innerJoin('businessItems', 'businessItems.id', 'calls.itemId')
    .innerJoin('businessTypes', 'businessTypes.id', 'businessItems.typeId')
    .innerJoin('seats', 'seats.id', 'calls.seatId')
    .leftJoin('workOrders', 'workOrders.id', 'calls.workOrderId')
    .leftJoin('offers', (join) =>
      join.onRef('offers.callId', '=', 'calls.id').on('offers.endedAt', 'is', null),
    )
    .select([
      'calls.id',
      'calls.status',
      'calls.version',
      'calls.workOrderId',
      'calls.priority',
      'calls.queuedAt',
      'calls.ringExpiresAt',
      'workOrders.taskNumber',
      'workOrders.insuredName',
      'workOrders.caseNumber',
      'seats.phone as walkInPhone',
      'businessTypes.name as businessType',
      'businessItems.name as businessItem',
      'offers.rule',
    ])
    .where('calls.agentId', '=', accountId)
    .where('calls.status', 'in', ['ringing', 'active'])
    .executeTakeFirst()
}

/** Waiting calls: of every item, or of the items that this account's groups serve. */
export async function countWaiting(db: DbOrTx, servedBy: string | null): Promise<number> {
  const row = await db
    .selectFrom('calls')
    .select((eb) => eb.fn.countAll<number>().as('waiting'))
    .where('calls.status', 'in', ['queued', 'ringing'])
    .$if(servedBy !== null, (query) =>
      query.where('calls.itemId', 'in', (sub) =>
        sub
          .selectFrom('groupSkills')
          .innerJoin('groupMembers', 'groupMembers.groupId', 'groupSkills.groupId')
          .innerJoin('groups', 'groups.id', 'groupSkills.groupId')
          .select('groupSkills.itemId')
          .where('groupMembers.accountId', '=', servedBy)
          .where('groups.deletedAt', 'is', null),
      ),
    )
    .executeTakeFirstOrThrow()
  return row.waiting
}

/** Idle, paused and wrapping-up agents whose page is gone. `since`: nobody's lease could be renewed before. */
export async function selectVanished(
  db: DbOrTx,
  since: string,
  leaseSeconds: number,
): Promise<string[]> {
  const rows = await db
    .selectFrom('agents')
    .select('accountId')
    .where('state', 'in', ['idle', 'paused', 'wrap-up'])
    .where(
      sql<boolean>`greatest(lease_until, ${since}::timestamptz + make_interval(secs => ${leaseSeconds})) < now()`,
    )
    .execute()
  return rows.map((row) => row.accountId)
}
