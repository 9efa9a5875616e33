import { callableStatuses } from '@veridesk/contract/states'
import type { SeatActor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import type { Tx } from '../../database.ts'
import { AppError } from '../../platform/app-error.ts'
import { newId } from '../../platform/ids.ts'
import { audit } from '../audit/service.ts'
import { readSettings } from '../settings/service.ts'
import { maskName } from '../work-orders/mask.ts'
import { openingFor } from './opening.ts'
import {
  holdOrder,
  insertCall,
  selectPastHandlers,
  selectSeatForQueue,
  type NewCall,
} from './queue-repository.ts'
import { hasLiveCall, holdSeat, insertCustomer } from './repository.ts'
import { tellBehind, tellCall, tellQueue } from './tell.ts'

/**
 * The customer asks for a call and takes a place at the end of the queue; a live call of this seat is left
 * as it stands. Throws `link_order_closed`, `consent_missing`, `no_group`, `queue_closed` (with the next
 * opening, where one is known), `queue_full`, `call_exists`.
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
    const { insuredName, ...matter } = await matterOf(tx, seat)
    const { notice } = await readSettings(tx)
    if (seat.consentNoticeVersion !== notice.version) throw new AppError('consent_missing')
    await assertOpen(ctx, tx, matter.itemId)
    const { workOrderId } = seat
    const id = newId()
    if (!(await insertCall(tx, { id, workOrderId, seatId: actor.seatId, ...matter }))) {
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
    // Whoever comes with priority goes before others.
    if (matter.priority) await tellBehind(tx, matter.itemId)
    else await tellQueue(tx)
  })
}

async function assertOpen(ctx: AppContext, tx: Tx, itemId: string): Promise<void> {
  const { served, open, opensAt, full } = await openingFor(ctx, tx, itemId)
  if (!served) throw new AppError('no_group')
  if (!open) throw new AppError('queue_closed', opensAt ? { opensAt: opensAt.toISOString() } : {})
  if (full) throw new AppError('queue_full')
}

type Matter = Pick<NewCall, 'itemId' | 'priority' | 'familiarIds'> & { insuredName: string | null }

/** What the seat's order is about and who knows it, or its walk-in. Throws `link_order_closed`. */
async function matterOf(
  tx: Tx,
  { workOrderId, itemId }: Awaited<ReturnType<typeof selectSeatForQueue>>,
): Promise<Matter> {
  if (workOrderId === null && itemId !== null)
    return { itemId, insuredName: null, priority: false, familiarIds: [] }
  const order = workOrderId === null ? undefined : await holdOrder(tx, workOrderId)
  if (workOrderId === null || !order || !callableStatuses.includes(order.status))
    throw new AppError('link_order_closed')
  const { creatorId, insuredName, priority } = order
  const familiarIds = [...new Set([creatorId, ...(await selectPastHandlers(tx, workOrderId))])]
  return { itemId: order.itemId, insuredName, priority, familiarIds }
}
