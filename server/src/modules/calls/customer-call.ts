import type { CustomerCall } from '@veridesk/contract/customer'
import type { AppContext } from '../../context.ts'
import { presentMedia } from './view.ts'
import { selectCallOfSeat, selectParticipants } from './view-repository.ts'

/** The live call of a customer's device, else its last one, else null. */
export async function customerCallOf(
  ctx: Pick<AppContext, 'db' | 'config'>,
  seatId: string,
): Promise<CustomerCall | null> {
  const call = await selectCallOfSeat(ctx.db, seatId)
  if (!call) return null
  const participants = await selectParticipants(ctx.db, call.id)
  return {
    id: call.id,
    version: call.version,
    status: call.status,
    ahead: call.ahead ?? 0,
    queuedAt: call.queuedAt.toISOString(),
    answeredAt: call.answeredAt?.toISOString() ?? null,
    endedAt: call.endedAt?.toISOString() ?? null,
    endReason: call.endReason,
    agentName: call.answeredAt ? call.agentName : null,
    media: presentMedia(ctx, call, participants, (participant) => participant.seatId === seatId),
  }
}
