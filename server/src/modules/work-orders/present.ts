import type { Remark, WorkOrder, WorkOrderRow } from '@veridesk/contract'
import type { AppContext } from '../../context.ts'
import type { DbOrTx } from '../../database.ts'
import { AppError } from '../../platform/app-error.ts'
import { smsOfOrder } from '../sms/service.ts'
import { maskName, maskPhone } from './mask.ts'
import type { RemarkRow } from './remark-repository.ts'
import { findWorkOrder, liveCallId, type NamedWorkOrder } from './repository.ts'

/** A row of the list: personal data masked. */
export const presentRow = (order: NamedWorkOrder): WorkOrderRow => ({
  id: order.id,
  version: order.version,
  taskNumber: order.taskNumber,
  policyNumber: order.policyNumber,
  caseNumber: order.caseNumber,
  businessType: order.businessType,
  businessItem: order.businessItem,
  insuredName: order.insuredName === null ? null : maskName(order.insuredName),
  contactPhone: maskPhone(order.contactPhone),
  handler: order.handler ?? order.creator,
  priority: order.priority,
  status: order.status,
  createdAt: order.createdAt.toISOString(),
  updatedAt: order.updatedAt.toISOString(),
})

/** The order's page, personal data whole: call it only where an audit row tells who saw it. Throws `not_found`. */
export async function presentWhole(ctx: AppContext, db: DbOrTx, id: string): Promise<WorkOrder> {
  const order = await findWorkOrder(db, id)
  if (!order) throw new AppError('not_found')
  return {
    ...presentRow(order),
    businessItemId: order.itemId,
    insuredName: order.insuredName,
    contactPhone: order.contactPhone,
    idNumber: order.idNumberSealed === null ? null : ctx.idNumbers.open(order.idNumberSealed),
    idNumberDoubtful: order.idNumberDoubtful,
    creator: order.creator,
    liveCallId: await liveCallId(db, id),
    sms: await smsOfOrder(ctx, db, id),
  }
}

export const presentRemark = ({ id, text, author, createdAt }: RemarkRow): Remark => ({
  id,
  text,
  author,
  at: createdAt.toISOString(),
})
