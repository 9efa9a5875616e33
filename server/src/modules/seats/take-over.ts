import type { AppContext } from '../../context.ts'
import { audit } from '../audit/service.ts'
import { moveCallToSeat } from '../calls/move-seat.ts'
import { resolveLink } from '../links/service.ts'
import { guessCode, useCode } from '../one-time-codes/service.ts'
import type { Seated } from './enter.ts'
import { findSeatOfOrder } from './repository.ts'
import { lockPlace, putOut, takeSeat, type Device } from './service.ts'

/**
 * Another device proves itself by the code and takes the seat, with the live call if there is one; the
 * first device is out. Throws `link_invalid`, `link_expired`, `link_order_closed`, or `wrong_code`,
 * which does not tell a wrong code from a spent, used or old one.
 */
export async function takeOver({
  ctx,
  token,
  code,
  device,
}: {
  ctx: AppContext
  token: string
  code: string
  device: Device
}): Promise<Seated> {
  const workOrderId = await resolveLink(ctx.db, token)
  const codeId = await guessCode(ctx.db, { workOrderId }, code)
  return ctx.db.transaction().execute(async (tx) => {
    await lockPlace(tx, workOrderId)
    await useCode(tx, codeId)
    const before = await findSeatOfOrder(tx, workOrderId)
    if (before !== null) await putOut(tx, before)
    const seat = await takeSeat(tx, { workOrderId }, device)
    const { seatId } = seat.actor
    if (before !== null) await moveCallToSeat(ctx, tx, before, seatId)
    await audit(tx, seat.actor, 'link.take-over', { workOrderId, targetId: before })
    return { seatId, token: seat.token }
  })
}
