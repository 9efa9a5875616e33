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
      'pauseReasonId',
      sql<boolean>`coalesce(lease_until < now(), true)`.as('gone'),
    ])
    .where('accountId', '=', accountId)
    .forUpdate()
    .executeTakeFirst()
}

async function openHistory(tx: Tx, accountId: string): Promise<void> {
  await sql`
    insert into agent_states (id, account_id, state, began_at, pause_reason_id, for_missed_rings)
    select ${newId()}, account_id, state, since,
      case when state = 'paused' then pause_reason_id end,
      state = 'paused' and paused_for_missed_rings
    from agents where account_id = ${accountId}
  `.execute(tx)
}

export interface NewState {
  readonly state: AgentState
  readonly beforeOffline?: BeforeOffline
  readonly pauseReasonId?: string | null
  readonly forMissedRings?: boolean
  /** The group whose limit of 话后处理 begins now. */
  readonly wrapUpOf?: string | null
  /** Reason and limit stay as they are: the page is gone, or came back. */
  readonly keeps?: boolean
}

/**
 * Writes the new state and its history: the old entry ends in the instant in which the new one
 * begins. The clock is read under the row's lock, so that waiting for it never runs time backwards.
 */
export async function writeState(
  tx: Tx,
  accountId: string,
  {
    state,
    beforeOffline,
    pauseReasonId = null,
    forMissedRings = false,
    wrapUpOf = null,
    keeps = false,
  }: NewState,
): Promise<void> {
  await tx
    .updateTable('agents')
    .set({
      state,
      beforeOffline: beforeOffline ?? null,
      since: sql`greatest(clock_timestamp(), since)`,
      ...(keeps
        ? {}
        : {
            pauseReasonId,
            pausedForMissedRings: forMissedRings,
            wrapUpUntil: sql<Date | null>`clock_timestamp() + (
              select make_interval(secs => wrap_up_seconds) from groups where id = ${wrapUpOf})`,
          }),
    })
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('accountId', '=', accountId)
    .execute()
  await tx
    .updateTable('agentStates')
    .set({
      endedAt: sql<Date>`(select since from agents where account_id = ${accountId})`,
      endedXid: sql<string>`pg_current_xact_id()`,
    })
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

/** The agent has become busy: by that instant it is put in order with the others. */
export async function markAnswered(tx: Tx, accountId: string): Promise<void> {
  await tx
    .updateTable('agents')
    .set((eb) => ({ lastAnsweredAt: eb.ref('since'), missedRings: 0 }))
    .where('accountId', '=', accountId)
    .execute()
}

/** One more ring that nobody answered. Returns how many in a row; the version stays, as nobody is shown it. */
export async function addMissedRing(tx: Tx, accountId: string): Promise<number> {
  const row = await tx
    .updateTable('agents')
    .set((eb) => ({ missedRings: eb('missedRings', '+', 1) }))
    .where('accountId', '=', accountId)
    .returning('missedRings')
    .executeTakeFirst()
  return row?.missedRings ?? 0
}

export async function clearMissedRings(tx: Tx, accountId: string): Promise<void> {
  await tx
    .updateTable('agents')
    .set({ missedRings: 0 })
    .where('accountId', '=', accountId)
    .where('missedRings', '>', 0)
    .execute()
}

/** Agents whose limit of 话后处理 has passed and whose dispositions are all filled. */
export async function selectWrappedUp(db: DbOrTx, accountId?: string): Promise<string[]> {
  const rows = await db
    .selectFrom('agents')
    .select('accountId')
    .where('state', '=', 'wrap-up')
    .where('wrapUpUntil', '<=', sql<Date>`now()`)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('calls')
            .select('calls.id')
            .whereRef('calls.agentId', '=', 'agents.accountId')
            .where('calls.disposition', '=', 'unfilled'),
        ),
      ),
    )
    .$if(accountId !== undefined, (query) => query.where('accountId', '=', accountId ?? ''))
    .execute()
  return rows.map((row) => row.accountId)
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
