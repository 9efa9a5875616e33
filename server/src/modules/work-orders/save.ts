import type { z } from 'zod'
import type { saveWorkOrder as saveWorkOrderShape, WorkOrder } from '@veridesk/contract'
import { callableStatuses } from '@veridesk/contract/states'
import type { AccountActor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import type { Tx } from '../../database.ts'
import { AppError } from '../../platform/app-error.ts'
import { audit } from '../audit/service.ts'
import { itemNames } from '../business-types/service.ts'
import { changesBetween, fieldsAtRest, priorityWord, type PlainFields } from './order-fields.ts'
import { presentWhole } from './present.ts'
import { findWorkOrder, lockWorkOrder, setFields, type NamedWorkOrder } from './repository.ts'
import { changesSince } from './stale.ts'
import { tellOrder } from './tell.ts'
import { assertChangeable } from './visibility.ts'

type Input = z.output<typeof saveWorkOrderShape>

const itemWords = (names: { businessType: string; businessItem: string }) =>
  `${names.businessType} / ${names.businessItem}`

const plainOf = (ctx: AppContext, order: NamedWorkOrder): PlainFields => ({
  businessItem: itemWords(order),
  insuredName: order.insuredName,
  contactPhone: order.contactPhone,
  idNumber: order.idNumberSealed === null ? null : ctx.idNumbers.open(order.idNumberSealed),
  caseNumber: order.caseNumber,
  policyNumber: order.policyNumber,
  priority: priorityWord(order.priority),
})

async function plainOfInput(tx: Tx, order: NamedWorkOrder, input: Input): Promise<PlainFields> {
  const {
    businessItemId,
    insuredName,
    contactPhone,
    idNumber,
    caseNumber,
    policyNumber,
    priority,
  } = input
  // An item that was deleted since may stay; only a new choice must be one that exists.
  const names = businessItemId === order.itemId ? order : await itemNames(tx, businessItemId)
  return {
    businessItem: itemWords(names),
    insuredName: insuredName ?? null,
    contactPhone,
    idNumber: idNumber ?? null,
    caseNumber,
    policyNumber: policyNumber ?? null,
    priority: priorityWord(priority),
  }
}

/**
 * 保存 (manual 3.5): every field as the form shows it. Throws `not_found`, `forbidden`, `order_closed`,
 * `unknown_business_item`, or `stale_version` with who changed what since the version that the form holds.
 */
export const saveWorkOrder = ({
  ctx,
  actor,
  id,
  input,
}: {
  ctx: AppContext
  actor: AccountActor
  id: string
  input: Input
}): Promise<WorkOrder> =>
  ctx.db.transaction().execute(async (tx) => {
    await assertChangeable(tx, actor, id)
    await lockWorkOrder(tx, id)
    const order = await findWorkOrder(tx, id)
    if (!order) throw new AppError('not_found')
    if (!callableStatuses.includes(order.status)) throw new AppError('order_closed')
    if (order.version !== input.version)
      throw new AppError('stale_version', {
        changes: await changesSince(tx, id, { held: input.version, current: order.version }),
      })
    const changes = changesBetween(plainOf(ctx, order), await plainOfInput(tx, order, input))
    if (changes.length === 0 && order.itemId === input.businessItemId) {
      // Nothing to write, but the order is shown whole.
      await audit(tx, actor, 'work-order.view', { workOrderId: id })
    } else {
      const fields = fieldsAtRest(ctx, input)
      const version = await setFields(tx, id, fields)
      const doubtful = fields.idNumberDoubtful ? { idNumberDoubtful: true } : {}
      await audit(tx, actor, 'work-order.edit', {
        workOrderId: id,
        details: { version, changes, ...doubtful },
      })
      await tellOrder(tx, id, version)
    }
    return presentWhole(ctx, tx, id)
  })
