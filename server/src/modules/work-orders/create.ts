import type { z } from 'zod'
import type { createWorkOrder as createWorkOrderShape, WorkOrder } from '@veridesk/contract'
import type { AccountActor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import type { Tx } from '../../database.ts'
import { newId } from '../../platform/ids.ts'
import { audit } from '../audit/service.ts'
import { itemNames } from '../business-types/service.ts'
import { sendLinkMessage } from './link-message.ts'
import { fieldsAtRest } from './order-fields.ts'
import { presentWhole } from './present.ts'
import { insertWorkOrder } from './repository.ts'
import { tellOrder } from './tell.ts'

interface Creation {
  readonly ctx: AppContext
  readonly actor: AccountActor
  readonly input: z.output<typeof createWorkOrderShape>
  /** Where the customer's browser reaches us, for the link; null: the customer is here and gets no message. */
  readonly baseUrl: string | null
}

/** 新建 (manual 3.4): the order, its link and its SMS, all or nothing. Throws `unknown_business_item`. */
export const createWorkOrder = (creation: Creation): Promise<WorkOrder> =>
  creation.ctx.db.transaction().execute(async (tx) => {
    const id = await addWorkOrder(tx, creation)
    return presentWhole(creation.ctx, tx, id)
  })

/** The same within a transaction of the caller's. Returns the order's id. */
export async function addWorkOrder(
  tx: Tx,
  { ctx, actor, input, baseUrl }: Creation,
): Promise<string> {
  const names = await itemNames(tx, input.businessItemId)
  const id = newId()
  const fields = fieldsAtRest(ctx, input)
  await insertWorkOrder(tx, { ...fields, id, creatorId: actor.accountId })
  await audit(tx, actor, 'work-order.create', {
    workOrderId: id,
    details: {
      ...(fields.idNumberDoubtful ? { idNumberDoubtful: true } : {}),
      ...(fields.priority ? { priority: true } : {}),
    },
  })
  const { contactPhone } = input
  if (baseUrl !== null)
    await sendLinkMessage(ctx, tx, actor, { workOrderId: id, contactPhone, ...names, baseUrl })
  await tellOrder(tx, id, 0)
  return id
}
