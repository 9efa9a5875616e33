/** What a proven phone may know and choose (manual 4.2). */
import type { PhoneChoice } from '@veridesk/contract/customer'
import { callableStatuses } from '@veridesk/contract/states'
import type { DbOrTx, Tx } from '../../database.ts'
import { AppError } from '../../platform/app-error.ts'
import { selectOpenOrdersOfPhone } from './phone-repository.ts'
import { findWorkOrder } from './repository.ts'

/** Newest first, at most 20. */
export async function openOrdersOf(db: DbOrTx, phone: string): Promise<PhoneChoice['orders']> {
  const orders = await selectOpenOrdersOfPhone(db, phone, 20)
  return orders.map((order) => ({
    workOrderId: order.id,
    taskNumber: order.taskNumber,
    businessType: order.businessType,
    businessItem: order.businessItem,
    status: order.status,
    createdAt: order.createdAt.toISOString(),
  }))
}

/** Throws `not_found` for an order that is not of this phone, `link_order_closed` once it is closed. */
export async function assertOpenOrderOf(tx: Tx, phone: string, id: string): Promise<void> {
  const order = await findWorkOrder(tx, id)
  if (order?.contactPhone !== phone) throw new AppError('not_found')
  if (!callableStatuses.includes(order.status)) throw new AppError('link_order_closed')
}
