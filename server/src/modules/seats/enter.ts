import type { AppContext } from '../../context.ts'
import { AppError } from '../../platform/app-error.ts'
import { hashToken } from '../../platform/crypto/tokens.ts'
import { audit } from '../audit/service.ts'
import { resolveLink } from '../links/service.ts'
import { findSeatByToken, findSeatOfOrder } from './repository.ts'
import { lockPlace, takeSeat, type Device } from './service.ts'

export interface Seated {
  readonly seatId: string
  /** For the cookie. */
  readonly token: string
}

/**
 * Opens a link: the first device takes the seat, the same device comes back to it. Throws `link_invalid`,
 * `link_expired`, `link_order_closed`, or `link_other_device` for a second device.
 */
export const enter = ({
  ctx,
  token,
  ownToken,
  device,
}: {
  ctx: AppContext
  token: string
  /** The seat cookie that this browser holds, of whichever order. */
  ownToken: string | null
  device: Device
}): Promise<Seated> =>
  ctx.db.transaction().execute(async (tx) => {
    const workOrderId = await resolveLink(tx, token)
    const own = ownToken === null ? undefined : await findSeatByToken(tx, hashToken(ownToken))
    if (ownToken !== null && own?.workOrderId === workOrderId)
      return { seatId: own.id, token: ownToken }
    await lockPlace(tx, workOrderId)
    if ((await findSeatOfOrder(tx, workOrderId)) !== null) throw new AppError('link_other_device')
    const seat = await takeSeat(tx, { workOrderId }, device)
    await audit(tx, seat.actor, 'link.open', { workOrderId })
    return { seatId: seat.actor.seatId, token: seat.token }
  })
