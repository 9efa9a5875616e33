import type { AppContext } from '../../context.ts'
import { AppError } from '../../platform/app-error.ts'
import { notify } from '../../platform/realtime/bus.ts'
import { audit } from '../audit/service.ts'
import { moveCallToSeat } from '../calls/move-seat.ts'
import { resolveLink } from '../links/service.ts'
import { isCode } from './code.ts'
import type { Seated } from './enter.ts'
import { endSeat, findSeatOfOrder, spendAttempt, useCode } from './repository.ts'
import { lockPlace, takeSeat, type Device } from './service.ts'

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
  // Outside the transaction below: a refusal must not give the guess back.
  const attempt = await spendAttempt(ctx.db, workOrderId)
  if (!attempt || !isCode(attempt.codeHash, workOrderId, code)) throw new AppError('wrong_code')
  return ctx.db.transaction().execute(async (tx) => {
    await lockPlace(tx, workOrderId)
    if (!(await useCode(tx, attempt.id))) throw new AppError('wrong_code')
    const before = await findSeatOfOrder(tx, workOrderId)
    if (before !== null) await notify(tx, `session:${before}`, await endSeat(tx, before))
    const seat = await takeSeat(tx, workOrderId, device)
    const { seatId } = seat.actor
    if (before !== null) await moveCallToSeat(ctx, tx, before, seatId)
    await audit(tx, seat.actor, 'link.take-over', { workOrderId, targetId: before })
    return { seatId, token: seat.token }
  })
}
