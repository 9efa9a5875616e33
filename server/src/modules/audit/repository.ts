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

/** The newest of these, with the actor's name as it is shown. */
const shown = (db: DbOrTx, actions: readonly AuditAction[], limit: number) =>
  db
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
    .where('auditLog.action', 'in', actions)
    .orderBy('auditLog.at', 'desc')
    .orderBy('auditLog.id', 'desc')
    .limit(limit)

/** Newest first. */
export const listAuditOfOrder = (
  db: DbOrTx,
  workOrderId: string,
  actions: readonly AuditAction[],
  limit: number,
) => shown(db, actions, limit).where('auditLog.workOrderId', '=', workOrderId).execute()

/** What calls and seats of an order left before they had it, newest first. */
export const listAuditOfWalkIns = (
  db: DbOrTx,
  workOrderId: string,
  actions: readonly AuditAction[],
  limit: number,
) =>
  shown(db, actions, limit)
    .where('auditLog.workOrderId', 'is', null)
    .where((eb) =>
      eb.or([
        eb(
          'auditLog.callId',
          'in',
          eb.selectFrom('calls').select('calls.id').where('calls.workOrderId', '=', workOrderId),
        ),
        eb.and([
          eb('auditLog.callId', 'is', null),
          eb(
            'auditLog.actorId',
            'in',
            eb
              .selectFrom('seats')
              .select('seats.id')
              .where('seats.workOrderId', '=', workOrderId)
              .where('seats.phone', 'is not', null),
          ),
        ]),
      ]),
    )
    .execute()
