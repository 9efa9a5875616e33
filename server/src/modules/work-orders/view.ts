import type { WorkOrder } from '@veridesk/contract'
import type { AccountActor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import { audit } from '../audit/service.ts'
import { presentWhole } from './present.ts'
import { assertVisible } from './visibility.ts'

/** The order's page, whole; every such view leaves an audit row. Throws `not_found`. */
export const viewWorkOrder = ({
  ctx,
  actor,
  id,
}: {
  ctx: AppContext
  actor: AccountActor
  id: string
}): Promise<WorkOrder> =>
  ctx.db.transaction().execute(async (tx) => {
    await assertVisible(tx, actor, id)
    await audit(tx, actor, 'work-order.view', { workOrderId: id })
    return presentWhole(ctx, tx, id)
  })
