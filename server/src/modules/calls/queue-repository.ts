/** What queueing reads and writes. */
import { sql } from 'kysely'
import type { Tx } from '../../database.ts'

/** The seat as queueing needs it; a walk-in has no order. */
export const selectSeatForQueue = (tx: Tx, seatId: string) =>
  tx
    .selectFrom('seats')
    .select(['consentNoticeVersion', 'workOrderId', 'itemId'])
    .where('id', '=', seatId)
    .executeTakeFirstOrThrow()

/** The order that is called about; it cannot be closed meanwhile. */
export const holdOrder = (tx: Tx, id: string) =>
  tx
    .selectFrom('workOrders')
    .select(['status', 'itemId', 'insuredName', 'priority', 'creatorId'])
    .where('id', '=', id)
    .forShare()
    .executeTakeFirstOrThrow()

/** Whoever answered a call about this order, the last one first. */
export async function selectPastHandlers(tx: Tx, workOrderId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('calls')
    .select('agentId')
    .where('workOrderId', '=', workOrderId)
    .where('answeredAt', 'is not', null)
    .where('agentId', 'is not', null)
    .groupBy('agentId')
    .orderBy((eb) => eb.fn.max('answeredAt'), 'desc')
    .$narrowType<{ agentId: string }>()
    .execute()
  return rows.map((row) => row.agentId)
}

export interface NewCall {
  readonly id: string
  readonly workOrderId: string | null
  readonly itemId: string
  readonly seatId: string
  readonly priority: boolean
  readonly familiarIds: readonly string[]
}

/**
 * The call at the end of the queue, assigned as its business type says: kept for familiar agents for that
 * type's time, and for nobody where it is a claim, goes by lot, or nobody is familiar. False where a unique
 * index says no: the order or the seat has a live call.
 */
export async function insertCall(tx: Tx, call: NewCall): Promise<boolean> {
  const { rows } = await sql`
    insert into calls (id, work_order_id, item_id, seat_id, priority, familiar_ids, assignment,
      queued_at, general_at)
    select ${call.id}, ${call.workOrderId}, business_items.id, ${call.seatId}, ${call.priority},
      ${call.familiarIds}::uuid[], assignment, at,
      case when claim or assignment = 'random' or cardinality(${call.familiarIds}::uuid[]) = 0
        then at else at + make_interval(secs => familiar_wait_seconds) end
    from business_items join business_types on business_types.id = type_id,
      clock_timestamp() as at
    where business_items.id = ${call.itemId}
    on conflict do nothing
    returning id`.execute(tx)
  return rows.length > 0
}
