import { callableStatuses } from '@veridesk/contract/states'
import type { SeatActor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import type { Tx } from '../../database.ts'
import { AppError } from '../../platform/app-error.ts'
import { newId } from '../../platform/ids.ts'
import { audit } from '../audit/service.ts'
import { readSettings } from '../settings/service.ts'
import { maskName } from '../work-orders/mask.ts'
import { holdOrder, selectSeatForQueue } from './queue-repository.ts'
import { hasLiveCall, holdSeat, insertCall, insertCustomer } from './repository.ts'
import { tellCall, tellQueue } from './tell.ts'

/**
 * The customer asks for a call and takes a place at the end of the queue; a live call of this seat is
 * left as it stands. Throws `consent_missing`, `link_order_closed`, `call_exists`.
 */
export async function queueForCall({
  ctx,
  actor,
}: {
  ctx: AppContext
  actor: SeatActor
}): Promise<void> {
  await ctx.db.transaction().execute(async (tx) => {
    // A device that is just being put out must leave no call behind. Seat first, then order.
    if (!(await holdSeat(tx, actor.seatId))) throw new AppError('no_seat')
    if (await hasLiveCall(tx, actor.seatId)) return
    const seat = await selectSeatForQueue(tx, actor.seatId)
    const { itemId, insuredName } = await matterOf(tx, seat)
    const { notice } = await readSettings(tx)
    if (seat.consentNoticeVersion !== notice.version) throw new AppError('consent_missing')
    const { workOrderId } = seat
    const id = newId()
    if (!(await insertCall(tx, { id, workOrderId, itemId, seatId: actor.seatId }))) {
      if (await hasLiveCall(tx, actor.seatId)) return
      throw new AppError('call_exists')
    }
    await insertCustomer(tx, {
      id: newId(),
      callId: id,
      seatId: actor.seatId,
      name: insuredName ? maskName(insuredName) : '客户',
    })
    await audit(tx, actor, 'call.queue', { callId: id, workOrderId })
    await tellCall(tx, id)
    await tellQueue(tx)
  })
}

/** What the seat's order is about, or its walk-in. Throws `link_order_closed`. */
async function matterOf(
  tx: Tx,
  seat: Awaited<ReturnType<typeof selectSeatForQueue>>,
): Promise<{ itemId: string; insuredName: string | null }> {
  const { workOrderId, itemId } = seat
  if (workOrderId === null && itemId !== null) return { itemId, insuredName: null }
  const order = workOrderId === null ? undefined : await holdOrder(tx, workOrderId)
  if (!order || !callableStatuses.includes(order.status)) throw new AppError('link_order_closed')
  return order
}
