import type { CustomerCall } from '@veridesk/contract/customer'
import type { AppContext } from '../../context.ts'
import { readPart } from '../settings/service.ts'
import { estimateOf } from './estimate.ts'
import { waitSeconds } from './rules.ts'
import { presentMedia } from './view.ts'
import { selectCallOfSeat, selectParticipants, selectRecentWaits } from './view-repository.ts'

type SeatCall = NonNullable<Awaited<ReturnType<typeof selectCallOfSeat>>>

async function estimateFor(
  { db }: Pick<AppContext, 'db'>,
  call: SeatCall,
): Promise<CustomerCall['estimate']> {
  if (call.status !== 'queued' && call.status !== 'ringing') return null
  const [waits, { value }] = await Promise.all([
    selectRecentWaits(db, call.itemId),
    readPart(db, 'routing'),
  ])
  return estimateOf(waits, waitSeconds(call, call.now), value.estimateMinimum)
}

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
    estimate: await estimateFor(ctx, call),
    queuedAt: call.queuedAt.toISOString(),
    answeredAt: call.answeredAt?.toISOString() ?? null,
    endedAt: call.endedAt?.toISOString() ?? null,
    endReason: call.endReason,
    agentName: call.answeredAt ? call.agentName : null,
    media: presentMedia(ctx, call, participants, (participant) => participant.seatId === seatId),
  }
}
