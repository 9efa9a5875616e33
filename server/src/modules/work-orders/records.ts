import { operationRecord, type OperationRecord, type WorkOrderRecords } from '@veridesk/contract'
import type { AccountActor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import { operationsOfOrder } from '../audit/service.ts'
import { recordsOfOrder } from '../calls/view.ts'
import { photosOfOrder } from '../photos/service.ts'
import { assertVisible } from './visibility.ts'

type Operation = Awaited<ReturnType<typeof operationsOfOrder>>[number]

const actions = operationRecord.shape.action.options

const actorNames = { seat: '客户', system: '系统' } as const

const presentOperation = ({ id, action, at, actorKind, accountName }: Operation) => ({
  id,
  action: action as OperationRecord['action'],
  actor: actorKind === 'account' ? (accountName ?? '') : actorNames[actorKind],
  at: at.toISOString(),
})

/** 处理记录 (manual 3.14): calls, operations and uploads, newest first. Throws `not_found`. */
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
  const [calls, operations, uploads] = await Promise.all([
    recordsOfOrder(ctx.db, id),
    operationsOfOrder(ctx.db, id, actions),
    photosOfOrder(ctx.db, id),
  ])
  return { calls, operations: operations.map(presentOperation), uploads }
}
