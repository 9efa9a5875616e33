import { operationRecord, type OperationRecord, type WorkOrderRecords } from '@veridesk/contract'
import type { AccountActor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import { operationsOfOrder } from '../audit/service.ts'
import { recordsOfOrder } from '../calls/view.ts'
import { photosOfOrder } from '../photos/service.ts'
import { selectRemarks } from './remark-repository.ts'
import { presentRemark } from './present.ts'
import { editDetails } from './stale.ts'
import { assertVisible } from './visibility.ts'

type Operation = Awaited<ReturnType<typeof operationsOfOrder>>[number]

const actions = operationRecord.shape.action.options

const actorNames = { seat: '客户', system: '系统' } as const

const presentOperation = (operation: Operation): OperationRecord => ({
  id: operation.id,
  action: operation.action as OperationRecord['action'],
  actorKind: operation.actorKind,
  actor:
    operation.actorKind === 'account'
      ? (operation.accountName ?? '')
      : actorNames[operation.actorKind],
  at: operation.at.toISOString(),
  address: operation.address,
  changes:
    operation.action === 'work-order.edit' ? editDetails.parse(operation.details).changes : [],
})

/** 处理记录 (manual 3.14): remarks, calls, operations and uploads, newest first. Throws `not_found`. */
export async function readRecords({
  ctx,
  actor,
  id,
}: {
  ctx: AppContext
  actor: AccountActor
  id: string
}): Promise<WorkOrderRecords> {
  await assertVisible(ctx.db, actor, id)
  const [remarks, calls, operations, uploads] = await Promise.all([
    selectRemarks(ctx.db, id, 500),
    recordsOfOrder(ctx.db, id),
    operationsOfOrder(ctx.db, id, actions),
    photosOfOrder(ctx.db, id),
  ])
  return {
    remarks: remarks.map(presentRemark),
    calls,
    operations: operations.map(presentOperation),
    uploads,
  }
}
