import type { WorkOrder } from '@veridesk/contract'
import { callableStatuses } from '@veridesk/contract/states'
import type { AccountActor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import { AppError } from '../../platform/app-error.ts'
import { notify } from '../../platform/realtime/bus.ts'
import { assertMaySendLink } from '../sms/service.ts'
import { sendLinkMessage } from './link-message.ts'
import { presentWhole } from './present.ts'
import { findWorkOrder, lockWorkOrder } from './repository.ts'
import { assertChangeable } from './visibility.ts'

/** 发送短信 (manual 3.5). Throws `not_found`, `forbidden`, `order_closed`, `sms_cooling_down` or `sms_daily_cap`. */
export const sendSmsAgain = ({
  ctx,
  actor,
  id,
  baseUrl,
}: {
  ctx: AppContext
  actor: AccountActor
  id: string
  baseUrl: string
}): Promise<WorkOrder> =>
  ctx.db.transaction().execute(async (tx) => {
    await assertChangeable(tx, actor, id)
    await lockWorkOrder(tx, id)
    const order = await findWorkOrder(tx, id)
    if (!order) throw new AppError('not_found')
    if (!callableStatuses.includes(order.status)) throw new AppError('order_closed')
    await assertMaySendLink(ctx, tx, { workOrderId: id, phone: order.contactPhone })
    await sendLinkMessage(ctx, tx, actor, { ...order, workOrderId: id, baseUrl })
    await notify(tx, `work-order:${id}`, order.version)
    return presentWhole(ctx, tx, id)
  })
