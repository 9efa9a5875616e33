import type { AppContext } from '../../context.ts'
import type { Tx } from '../../database.ts'
import { hashToken } from '../../platform/crypto/tokens.ts'
import { audit } from '../audit/service.ts'
import { itemNames } from '../business-types/service.ts'
import { moveCallToSeat } from '../calls/move-seat.ts'
import { assertOpenOrderOf } from '../work-orders/of-phone.ts'
import type { Seated } from './enter.ts'
import { findLiveCall, findSeatByToken, findSeatOfOrder, findWalkInSeat } from './repository.ts'
import type { Place } from './rules.ts'
import { lockPlace, putOut, takeSeat, type Device } from './service.ts'
import { lockWalkIn } from './walk-in.ts'

type Choice = { readonly workOrderId: string } | { readonly itemId: string }

interface Entry {
  readonly ctx: AppContext
  /** Proven by a code. */
  readonly phone: string
  readonly choice: Choice
  /** The seat cookie that this browser holds, of whatever place. */
  readonly ownToken: string | null
  readonly device: Device
}

/** The seat that stands in the place of the choice, if any; nobody else takes it until the transaction ends. */
async function seatInPlace(tx: Tx, phone: string, choice: Choice) {
  if ('itemId' in choice) {
    await itemNames(tx, choice.itemId)
    await lockWalkIn(tx, phone)
    return (await findWalkInSeat(tx, phone)) ?? null
  }
  await assertOpenOrderOf(tx, phone, choice.workOrderId)
  await lockPlace(tx, choice.workOrderId)
  const id = await findSeatOfOrder(tx, choice.workOrderId)
  return id === null ? null : { id, itemId: null }
}

/**
 * Whoever has proven a phone takes the seat in front of one of its open orders, or of another matter. Another
 * device is put out and its live call goes on here; of a walk-in whose call is live the matter stays what it was.
 * The same device comes back to its seat. Throws `not_found` for an order of another phone,
 * `link_order_closed`, `unknown_business_item`.
 */
export const enterByPhone = ({ ctx, phone, choice, ownToken, device }: Entry): Promise<Seated> =>
  ctx.db.transaction().execute(async (tx) => {
    const before = await seatInPlace(tx, phone, choice)
    const own = ownToken === null ? undefined : await findSeatByToken(tx, hashToken(ownToken))
    const sameMatter = !('itemId' in choice) || before?.itemId === choice.itemId
    if (ownToken !== null && own && own.id === before?.id && sameMatter)
      return { seatId: own.id, token: ownToken }
    if (before) await putOut(tx, before.id)
    const place = await placeOf(tx, phone, choice, before)
    const seat = await takeSeat(tx, place, device)
    const { seatId, workOrderId } = seat.actor
    if (before) await moveCallToSeat(ctx, tx, before.id, seatId)
    await audit(tx, seat.actor, 'phone.enter', { workOrderId, targetId: before?.id ?? null })
    return { seatId, token: seat.token }
  })

async function placeOf(
  tx: Tx,
  phone: string,
  choice: Choice,
  before: { id: string; itemId: string | null } | null,
): Promise<Place> {
  if (!('itemId' in choice)) return choice
  const live = before ? await findLiveCall(tx, before.id) : undefined
  return { phone, itemId: (live && before?.itemId) ?? choice.itemId }
}
