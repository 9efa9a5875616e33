/** What changes calls; what reads them for screens is in view-repository.ts, legs in leg-repository.ts. */
import { sql } from 'kysely'
import type {
  CallEndReason,
  DispositionOutcome,
  DispositionReason,
} from '@veridesk/contract/states'
import type { DbOrTx, Tx } from '../../database.ts'

const columns = [
  'id',
  'version',
  'status',
  'workOrderId',
  'itemId',
  'seatId',
  'agentId',
  'groupId',
  'mediaHost',
  'disposition',
] as const

export async function findCall(db: DbOrTx, id: string) {
  return db.selectFrom('calls').select(columns).where('id', '=', id).executeTakeFirst()
}
export type CallRow = NonNullable<Awaited<ReturnType<typeof findCall>>>

/** Every change of a call begins here: one at a time. Locks are taken call first, then agent. */
export async function lockCall(tx: Tx, id: string): Promise<CallRow | undefined> {
  return tx.selectFrom('calls').select(columns).where('id', '=', id).forUpdate().executeTakeFirst()
}

export async function lockRingOf(tx: Tx, agentId: string): Promise<CallRow | undefined> {
  return tx
    .selectFrom('calls')
    .select(columns)
    .where('agentId', '=', agentId)
    .where('status', '=', 'ringing')
    .forUpdate()
    .executeTakeFirst()
}

export async function lockActiveCallOf(tx: Tx, agentId: string): Promise<CallRow | undefined> {
  return tx
    .selectFrom('calls')
    .select(columns)
    .where('agentId', '=', agentId)
    .where('status', '=', 'active')
    .forUpdate()
    .executeTakeFirst()
}

export async function lockLiveCallOfOrder(tx: Tx, workOrderId: string) {
  return tx
    .selectFrom('calls')
    .select(columns)
    .where('workOrderId', '=', workOrderId)
    .where('status', '<>', 'ended')
    .forUpdate()
    .executeTakeFirst()
}

export async function lockLiveCallOfSeat(tx: Tx, seatId: string): Promise<CallRow | undefined> {
  return tx
    .selectFrom('calls')
    .select(columns)
    .where('seatId', '=', seatId)
    .where('status', '<>', 'ended')
    .forUpdate()
    .executeTakeFirst()
}

/** Without a lock: queueing holds the order's, which an answer takes after the call's. */
export async function hasLiveCall(db: DbOrTx, seatId: string): Promise<boolean> {
  const row = await db
    .selectFrom('calls')
    .select('id')
    .where('seatId', '=', seatId)
    .where('status', '<>', 'ended')
    .executeTakeFirst()
  return row !== undefined
}

/** Holds the seat as it is until the transaction ends: nobody takes it over meanwhile. False where it has ended. */
export async function holdSeat(tx: Tx, seatId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('seats')
    .select('id')
    .where('id', '=', seatId)
    .where('endedAt', 'is', null)
    .forShare()
    .executeTakeFirst()
  return row !== undefined
}

/** A queued call of the same customer and matter, in the place that the ended one had. */
export async function insertContinuation(
  tx: Tx,
  endedId: string,
  { id, customerId }: { id: string; customerId: string },
): Promise<void> {
  await tx
    .insertInto('calls')
    .columns([
      'id',
      'continuesId',
      'workOrderId',
      'itemId',
      'seatId',
      'priority',
      'familiarIds',
      'generalAt',
      'assignment',
      'queuedAt',
    ])
    .expression((eb) =>
      eb
        .selectFrom('calls')
        .select([
          sql<string>`${id}::uuid`.as('id'),
          'calls.id as continuesId',
          'workOrderId',
          'itemId',
          'seatId',
          'priority',
          'familiarIds',
          'generalAt',
          'assignment',
          'queuedAt',
        ])
        .where('calls.id', '=', endedId),
    )
    .execute()
  await tx
    .insertInto('participants')
    .columns(['id', 'callId', 'role', 'seatId', 'name'])
    .expression((eb) =>
      eb
        .selectFrom('participants')
        .select([
          sql<string>`${customerId}::uuid`.as('id'),
          sql<string>`${id}::uuid`.as('callId'),
          sql<'customer'>`'customer'`.as('role'),
          'seatId',
          'name',
        ])
        .where('callId', '=', endedId)
        .where('role', '=', 'customer'),
    )
    .execute()
}

export async function insertCustomer(
  tx: Tx,
  customer: { id: string; callId: string; seatId: string; name: string },
): Promise<void> {
  await tx
    .insertInto('participants')
    .values({ ...customer, role: 'customer' })
    .execute()
}

/** It did not come to an answer: that agent never was in the call. Returns the leg that was opened ahead, if any. */
export async function removeRingingAgent(tx: Tx, callId: string): Promise<string | null> {
  const removed = await tx
    .deleteFrom('participants')
    .where('callId', '=', callId)
    .where('role', '=', 'agent')
    .returning('legId')
    .executeTakeFirst()
  return removed?.legId ?? null
}

/** The agent for whom it rang is in the call from now on. */
export async function joinRingingAgent(tx: Tx, callId: string): Promise<void> {
  await tx
    .updateTable('participants')
    .set({ joinedAt: sql<Date>`clock_timestamp()` })
    .where('callId', '=', callId)
    .where('role', '=', 'agent')
    .execute()
}

const update = (tx: Tx, id: string) =>
  tx
    .updateTable('calls')
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', id)

export async function setQueued(tx: Tx, id: string): Promise<void> {
  await update(tx, id)
    .set({ status: 'queued', agentId: null, groupId: null, ringExpiresAt: null })
    .execute()
}

export async function setActive(tx: Tx, id: string): Promise<void> {
  await update(tx, id)
    .set({ status: 'active', ringExpiresAt: null, answeredAt: sql<Date>`clock_timestamp()` })
    .execute()
}

/** A call that nobody answered keeps no agent; one that never had a media host has nothing to collect. */
export async function setEnded(
  tx: Tx,
  id: string,
  reason: CallEndReason,
  answered: boolean,
): Promise<void> {
  await update(tx, id)
    .set({
      status: 'ended',
      ringExpiresAt: null,
      endedAt: sql<Date>`clock_timestamp()`,
      endReason: reason,
      recordingsCollectedAt: sql<Date | null>`case when media_host is null then clock_timestamp() end`,
      ...(answered ? { disposition: 'unfilled' as const } : { agentId: null }),
    })
    .execute()
  await tx
    .updateTable('participants')
    .set({ leftAt: sql<Date>`clock_timestamp()`, missingSince: null })
    .where('callId', '=', id)
    .where('leftAt', 'is', null)
    .execute()
}

export async function setSeat(tx: Tx, id: string, fromSeat: string, toSeat: string) {
  await update(tx, id).set({ seatId: toSeat }).execute()
  const moved = await tx
    .updateTable('participants as moved')
    .from('participants as before')
    .set({ seatId: toSeat, legId: null, legState: null })
    .whereRef('moved.id', '=', 'before.id')
    .where('moved.callId', '=', id)
    .where('moved.seatId', '=', fromSeat)
    .returning('before.legId')
    .executeTakeFirst()
  return moved?.legId ?? null
}

export async function setDisposition(
  tx: Tx,
  id: string,
  filled: {
    disposition: DispositionOutcome
    dispositionReason: DispositionReason | null
    dispositionNote: string | null
    dispositionBy: string
  },
): Promise<void> {
  await update(tx, id)
    .set({ ...filled, dispositionAt: sql<Date>`clock_timestamp()` })
    .execute()
}

/** Raises the version alone: a participant's row changed. Undefined where the call is no longer live. */
export async function raiseLiveVersion(tx: DbOrTx, id: string): Promise<CallRow | undefined> {
  return tx
    .updateTable('calls')
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .where('status', '<>', 'ended')
    .returning(columns)
    .executeTakeFirst()
}

export async function closeOffer(
  tx: Tx,
  callId: string,
  outcome: 'answered' | 'declined' | 'missed' | 'agent-lost' | 'withdrawn',
): Promise<void> {
  await tx
    .updateTable('offers')
    .set({
      outcome,
      endedAt: sql<Date>`clock_timestamp()`,
      endedXid: sql<string>`pg_current_xact_id()`,
    })
    .where('callId', '=', callId)
    .where('endedAt', 'is', null)
    .execute()
}

/** Nothing where it was collected before. */
export async function setCollected(tx: Tx, id: string): Promise<void> {
  await update(tx, id)
    .set({ recordingsCollectedAt: sql<Date>`clock_timestamp()` })
    .where('recordingsCollectedAt', 'is', null)
    .execute()
}
