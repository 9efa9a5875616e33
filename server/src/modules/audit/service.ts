import type { Actor } from '../../actor.ts'
import type { DbOrTx, Tx } from '../../database.ts'
import type { AuditAction } from '../../row-values.ts'
import { newId } from '../../platform/ids.ts'
import { insertAudit, listAuditOfOrder, listAuditOfWalkIns } from './repository.ts'

export interface Audited {
  readonly workOrderId?: string | null
  readonly callId?: string | null
  readonly targetId?: string | null
  /** Never personal data, tokens or secrets. */
  readonly details?: Record<string, unknown>
}

/** Law 2: one row in the mutation's own transaction. */
export async function audit(
  tx: Tx,
  actor: Actor,
  action: AuditAction,
  audited: Audited = {},
): Promise<void> {
  await insertAudit(tx, {
    id: newId(),
    actorKind: actor.kind,
    actorId:
      actor.kind === 'account' ? actor.accountId : actor.kind === 'seat' ? actor.seatId : null,
    action,
    workOrderId: audited.workOrderId ?? null,
    callId: audited.callId ?? null,
    targetId: audited.targetId ?? null,
    details: audited.details ?? {},
    address: actor.kind === 'system' ? null : actor.address,
  })
}

/** What is recorded of an order itself, newest first, at most 500. */
export const ownOperationsOf = (db: DbOrTx, workOrderId: string, actions: readonly AuditAction[]) =>
  listAuditOfOrder(db, workOrderId, actions, 500)

/** 操作记录 of an order (manual 3.14): also what its walk-in calls left before they had it. Newest first, at most 500. */
export async function operationsOfOrder(
  db: DbOrTx,
  workOrderId: string,
  actions: readonly AuditAction[],
) {
  const [own, before] = await Promise.all([
    listAuditOfOrder(db, workOrderId, actions, 500),
    listAuditOfWalkIns(db, workOrderId, actions, 500),
  ])
  if (before.length === 0) return own
  return [...own, ...before]
    .toSorted((a, b) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1))
    .slice(0, 500)
}
