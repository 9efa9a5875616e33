/** What a work order asks of its calls. */
import type { Actor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import type { Tx } from '../../database.ts'
import { AppError } from '../../platform/app-error.ts'
import { finishCall } from './finish.ts'
import { lockLiveCallOfOrder } from './repository.ts'

/**
 * For an order that is being closed in this transaction: its queued call ends `refused`. Call it
 * before the order's own row is changed: locks are taken call first, then order. Throws `order_in_call`
 * where a call of it rings or is active.
 */
export async function endQueuedCallsOfOrder(
  ctx: Pick<AppContext, 'jobs'>,
  tx: Tx,
  workOrderId: string,
  actor: Actor,
): Promise<void> {
  const call = await lockLiveCallOfOrder(tx, workOrderId)
  if (!call) return
  const ended = await finishCall(ctx, tx, call, { event: 'refuse', reason: 'refused' }, actor)
  if (!ended) throw new AppError('order_in_call')
}
