import type { WorkOrder } from '@veridesk/contract'
import { nextState, workOrderTransitions } from '@veridesk/contract/states'
import type { AccountActor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import { AppError } from '../../platform/app-error.ts'
import { audit } from '../audit/service.ts'
import { endQueuedCallsOfOrder } from '../calls/service.ts'
import { presentWhole } from './present.ts'
import { lockLiveCall, lockWorkOrder, setStatus } from './repository.ts'
import { assertChangeable, tellChange } from './service.ts'

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
    const order = await lockWorkOrder(tx, id)
    if (!order) throw new AppError('not_found')
    const next = nextState(workOrderTransitions, order.status, 'revoke')
    if (next === null) throw new AppError('order_closed')
    if (order.version !== version) throw new AppError('stale_version')
    const call = await lockLiveCall(tx, id)
    if (call === 'queued') await endQueuedCallsOfOrder(tx, id)
    else if (call !== 'none') throw new AppError('order_in_call')
    const raised = await setStatus(tx, id, next)
    await audit(tx, actor, 'work-order.revoke', { workOrderId: id })
    await tellChange(tx, id, raised)
    return presentWhole(ctx, tx, id)
  })
