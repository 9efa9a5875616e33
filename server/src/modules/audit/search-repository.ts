import { sql, type SqlBool } from 'kysely'
import type { DbOrTx } from '../../database.ts'
import type { Position } from '../../platform/time-cursor.ts'
import { exactDetails, exactTime } from './chain-repository.ts'

export interface AuditFilter {
  readonly actorId?: string | undefined
  /** `work-order.view`, or `work-order` for all of its kind. */
  readonly action?: string | undefined
  readonly targetId?: string | undefined
  readonly taskNumber?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

export type FoundEntry = Awaited<ReturnType<typeof selectEntries>>[number]

/** The order of this task number, if there is one. */
async function workOrderOf(db: DbOrTx, taskNumber: string): Promise<string | null> {
  const row = await db
    .selectFrom('workOrders')
    .select('id')
    .where('taskNumber', '=', taskNumber)
    .executeTakeFirst()
  return row?.id ?? null
}

/** Where the filter leads; null where it can find nothing. */
async function matching(
  db: DbOrTx,
  { actorId, action, targetId, taskNumber, from, to }: AuditFilter,
  after: Position | null,
) {
  let query = db.selectFrom('auditLog')
  if (taskNumber !== undefined) {
    const workOrderId = await workOrderOf(db, taskNumber)
    if (workOrderId === null) return null
    query = query.where('auditLog.workOrderId', '=', workOrderId)
  }
  if (actorId !== undefined) query = query.where('auditLog.actorId', '=', actorId)
  if (targetId !== undefined) query = query.where('auditLog.targetId', '=', targetId)
  if (action !== undefined)
    query = action.includes('.')
      ? query.where(sql<SqlBool>`audit_log.action = ${action}`)
      : query.where(sql<SqlBool>`split_part(audit_log.action, '.', 1) = ${action}`)
  if (from !== undefined) query = query.where('auditLog.at', '>=', new Date(from))
  if (to !== undefined) query = query.where('auditLog.at', '<', new Date(to))
  if (after !== null)
    query = query.where(
      sql<SqlBool>`(audit_log.at, audit_log.id) < (${after.at}::timestamptz, ${after.id}::uuid)`,
    )
  return query
}

/** Newest first, with names as they are now. */
export async function selectEntries(
  db: DbOrTx,
  filter: AuditFilter,
  page: { after: Position | null; limit: number },
) {
  const query = await matching(db, filter, page.after)
  if (query === null) return []
  return query
    .leftJoin('auditChain', 'auditChain.entryId', 'auditLog.id')
    .leftJoin('accounts', 'accounts.id', 'auditLog.actorId')
    .leftJoin('workOrders', 'workOrders.id', 'auditLog.workOrderId')
    .select([
      'auditLog.id',
      'auditChain.number',
      exactTime.as('at'),
      'auditLog.actorKind',
      'accounts.name as accountName',
      'auditLog.action',
      'workOrders.taskNumber',
      'auditLog.callId',
      'auditLog.targetId',
      'auditLog.address',
      exactDetails.as('details'),
    ])
    .orderBy('auditLog.at', 'desc')
    .orderBy('auditLog.id', 'desc')
    .limit(page.limit)
    .execute()
}

/** Counted up to `limit`. */
export async function countEntries(
  db: DbOrTx,
  filter: AuditFilter,
  limit: number,
): Promise<number> {
  const query = await matching(db, filter, null)
  if (query === null) return 0
  const { count } = await db
    .selectFrom(query.select('auditLog.id').limit(limit).as('found'))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}
