import type { AppContext } from '../../context.ts'
import type { Tx } from '../../database.ts'
import { notify } from '../../platform/realtime/bus.ts'
import { closeLegLater } from './close-leg-later.ts'
import { lockLiveCallOfSeat, setSeat } from './repository.ts'
import { tellCall } from './tell.ts'

/**
 * The customer goes on at another device: the old seat's live call, if any, belongs to the new one, and
 * the old device's media leg is closed after the commit, so that it sees and hears nothing more.
 */
export async function moveCallToSeat(
  ctx: Pick<AppContext, 'jobs'>,
  tx: Tx,
  fromSeatId: string,
  toSeatId: string,
): Promise<void> {
  const call = await lockLiveCallOfSeat(tx, fromSeatId)
  if (!call) return
  const legId = await setSeat(tx, call.id, fromSeatId, toSeatId)
  await closeLegLater(ctx, tx, call, legId)
  await tellCall(tx, call.id)
  await notify(tx, `seat:${fromSeatId}`, call.version + 1)
}
