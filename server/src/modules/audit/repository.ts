import type { DbOrTx } from '../../database.ts'
import type { AuditAction } from '../../row-values.ts'

export interface AuditEntry {
  readonly id: string
  readonly actorKind: 'account' | 'seat' | 'system'
  readonly actorId: string | null
  readonly action: AuditAction
  readonly workOrderId: string | null
  readonly callId: string | null
  readonly targetId: string | null
  readonly details: Record<string, unknown>
  readonly address: string | null
}

export async function insertAudit(db: DbOrTx, entry: AuditEntry): Promise<void> {
  await db
    .insertInto('auditLog')
    .values({ ...entry, details: JSON.stringify(entry.details) })
    .execute()
}

/** Newest first; the actor's name as it is shown. */
export async function listAuditOfOrder(
  db: DbOrTx,
  workOrderId: string,
  actions: readonly AuditAction[],
  limit: number,
) {
  return db
    .selectFrom('auditLog')
    .leftJoin('accounts', 'accounts.id', 'auditLog.actorId')
    .select([
      'auditLog.id',
      'auditLog.action',
      'auditLog.at',
      'auditLog.actorKind',
      'auditLog.address',
      'auditLog.details',
      'accounts.name as accountName',
    ])
    .where('auditLog.workOrderId', '=', workOrderId)
    .where('auditLog.action', 'in', actions)
    .orderBy('auditLog.at', 'desc')
    .orderBy('auditLog.id', 'desc')
    .limit(limit)
    .execute()
}
