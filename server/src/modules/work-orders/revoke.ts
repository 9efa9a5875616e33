import type { WorkOrder } from '@veridesk/contract'
import { nextState, workOrderTransitions } from '@veridesk/contract/states'
import type { AccountActor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import { AppError } from '../../platform/app-error.ts'
import { audit } from '../audit/service.ts'
import { endQueuedCallsOfOrder } from '../calls/of-order.ts'
import { presentWhole } from './present.ts'
import { liveCallId, lockWorkOrder, setStatus } from './repository.ts'
import { tellOrder } from './tell.ts'
import { assertChangeable } from './visibility.ts'

/**
 * 撤销: the order takes no more calls; a customer who waits is told so. Throws `not_found`, `forbidden`,
 * `order_closed`, `stale_version` (somebody changed it since `version`) or `order_in_call`.
 */
export const revokeWorkOrder = ({
  ctx,
  actor,
  id,
  version,
}: {
  ctx: AppContext
  actor: AccountActor
  id: string
  version: number
}): Promise<WorkOrder> =>
  ctx.db.transaction().execute(async (tx) => {
    await assertChangeable(tx, actor, id)
    // Whoever answers locks the call first and then the order: the same way round here.
    await endQueuedCallsOfOrder(ctx, tx, id, actor)
    const order = await lockWorkOrder(tx, id)
    if (!order) throw new AppError('not_found')
    const next = nextState(workOrderTransitions, order.status, 'revoke')
    if (next === null) throw new AppError('order_closed')
    if (order.version !== version) throw new AppError('stale_version')
    // A customer may have queued between the two locks.
    if ((await liveCallId(tx, id)) !== null) throw new AppError('order_in_call')
    const raised = await setStatus(tx, id, next)
    await audit(tx, actor, 'work-order.revoke', { workOrderId: id, details: { version: raised } })
    await tellOrder(tx, id, raised)
    return presentWhole(ctx, tx, id)
  })
