import type { z } from 'zod'
import type { giveOrder as giveOrderShape } from '@veridesk/contract'
import type { AccountActor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import type { Tx } from '../../database.ts'
import { AppError } from '../../platform/app-error.ts'
import { notify } from '../../platform/realtime/bus.ts'
import { audit } from '../audit/service.ts'
import { lockPhotos, movePhotosToOrder } from '../photos/service.ts'
import { lockPlace } from '../seats/service.ts'
import { lockWalkIn, seatGetsOrder, vacatePlace, walkInPhone } from '../seats/walk-in.ts'
import { addWorkOrder } from '../work-orders/create.ts'
import { holdOpenOrder, orderToLink } from '../work-orders/link.ts'
import { markAnswered } from '../work-orders/mark-answered.ts'
import { setOrderOfCalls } from './give-order-repository.ts'
import { findCall, lockCall, type CallRow } from './repository.ts'
import { tellCall } from './tell.ts'

interface Giving {
  readonly ctx: AppContext
  readonly actor: AccountActor
  readonly callId: string
  readonly input: z.output<typeof giveOrderShape>
}

/** Throws `not_found`, `not_your_call`, `call_not_active` (not answered yet), `call_has_order`. */
function assertAwaitsOrder(
  call: CallRow | undefined,
  { accountId }: AccountActor,
): asserts call is CallRow {
  if (!call) throw new AppError('not_found')
  if (call.agentId !== accountId) throw new AppError('not_your_call')
  if (call.status !== 'active' && call.status !== 'ended') throw new AppError('call_not_active')
  if (call.workOrderId !== null) throw new AppError('call_has_order')
}

/**
 * 新建工单 or 关联工单 in a walk-in call, by the agent who answered it, during the call or after. Photos,
 * recordings, consents, seat and operation records become the order's, which goes to 处理中 with the agent as its
 * handler; no message is sent, as the customer is here. Throws `not_found`, `not_your_call`, `call_not_active`,
 * `call_has_order`, `unknown_business_item`, `order_closed`, `order_in_call`, `order_open_elsewhere`, `forbidden`.
 */
export const giveOrder = ({ ctx, actor, callId, input }: Giving): Promise<void> =>
  ctx.db.transaction().execute(async (tx) => {
    const seen = await findCall(tx, callId)
    assertAwaitsOrder(seen, actor)
    const phone = await walkInPhone(tx, seen.seatId)
    const linked = 'link' in input ? await orderToLink(tx, actor, input.link.taskNumber) : null
    // Names before rows, and always these in this order.
    await lockPhotos(tx, callId)
    if (phone !== null) await lockWalkIn(tx, phone)
    if (linked) await lockPlace(tx, linked.id)
    const call = await lockCall(tx, callId)
    assertAwaitsOrder(call, actor)
    if (linked) {
      await vacatePlace(tx, linked.id)
      await holdOpenOrder(tx, linked.id)
    }
    const workOrderId = linked?.id ?? (await addOrder(tx, { ctx, actor, callId, input }, phone))
    const calls = await setOrderOfCalls(tx, call, workOrderId)
    await seatGetsOrder(tx, call.seatId, workOrderId)
    await movePhotosToOrder(tx, callId, workOrderId)
    await markAnswered(tx, workOrderId, actor)
    await audit(tx, actor, 'call.give-order', {
      callId,
      workOrderId,
      details: { created: linked === null, otherPhone: linked !== null && linked.phone !== phone },
    })
    for (const id of calls) await tellCall(tx, id)
    // The device's sockets learn what they are in front of.
    await notify(tx, `session:${call.seatId}`, 0)
  })

/** The order of the input's `create`; its phone is the walk-in's where the agent gave no other. */
function addOrder(tx: Tx, { ctx, actor, input }: Giving, phone: string | null): Promise<string> {
  if (!('create' in input)) throw new AppError('not_found')
  const contactPhone = input.create.contactPhone ?? phone
  if (contactPhone === null)
    throw new AppError('invalid_input', {
      fields: [{ path: 'create.contactPhone', message: 'missing' }],
    })
  return addWorkOrder(tx, { ctx, actor, input: { ...input.create, contactPhone }, baseUrl: null })
}
