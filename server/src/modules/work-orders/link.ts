/** Which order a walk-in call may be given. */
import { callableStatuses } from '@veridesk/contract/states'
import type { AccountActor } from '../../actor.ts'
import type { Tx } from '../../database.ts'
import { AppError } from '../../platform/app-error.ts'
import { liveCallId, lockWorkOrder } from './repository.ts'
import { findByTaskNumber } from './task-number-repository.ts'
import { assertChangeable } from './visibility.ts'

/** Throws `not_found` also where this person does not see the order, `forbidden` where it may only read it. */
export async function orderToLink(
  tx: Tx,
  actor: AccountActor,
  taskNumber: string,
): Promise<{ id: string; phone: string }> {
  const order = await findByTaskNumber(tx, taskNumber)
  if (!order) throw new AppError('not_found')
  await assertChangeable(tx, actor, order.id)
  return { id: order.id, phone: order.contactPhone }
}

/** Holds an order that takes a call and has none, until the transaction ends. Throws `order_closed`, `order_in_call`. */
export async function holdOpenOrder(tx: Tx, id: string): Promise<void> {
  const order = await lockWorkOrder(tx, id)
  if (!order || !callableStatuses.includes(order.status)) throw new AppError('order_closed')
  if ((await liveCallId(tx, id)) !== null) throw new AppError('order_in_call')
}
