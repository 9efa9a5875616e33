import { sql } from 'kysely'
import type { DbOrTx } from '../../database.ts'

export async function insertMessage(
  db: DbOrTx,
  message: {
    id: string
    workOrderId: string
    kind: 'link' | 'code'
    phone: string
    textSealed: Buffer
  },
): Promise<void> {
  await db.insertInto('smsMessages').values(message).execute()
}

/** A message that still waits for the carrier. */
export async function findQueued(db: DbOrTx, id: string) {
  return db
    .selectFrom('smsMessages')
    .select([
      'id',
      'workOrderId',
      'kind',
      'phone',
      'textSealed',
      sql<number>`extract(epoch from now() - created_at)::float8 / 60`.as('ageMinutes'),
    ])
    .where('id', '=', id)
    .where('status', '=', 'queued')
    .executeTakeFirst()
}

/** False where somebody else settled it before. */
export async function markSent(db: DbOrTx, id: string, carrierId: string): Promise<boolean> {
  const result = await db
    .updateTable('smsMessages')
    .set({ status: 'sent', carrierId, sentAt: sql<Date>`now()` })
    .where('id', '=', id)
    .where('status', '=', 'queued')
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** False where somebody else settled it before. */
export async function markFailed(db: DbOrTx, id: string, failure: string): Promise<boolean> {
  const result = await db
    .updateTable('smsMessages')
    .set({ status: 'failed', failure })
    .where('id', '=', id)
    .where('status', '=', 'queued')
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** The newest link message of an order; `nextAllowedAt` is null once the cool-down is over. */
export async function findLastLink(db: DbOrTx, workOrderId: string, coolDownSeconds: number) {
  return db
    .selectFrom('smsMessages')
    .select([
      'status',
      sql<Date | null>`max(sent_at) over ()`.as('lastSentAt'),
      sql<Date | null>`case when created_at + make_interval(secs => ${coolDownSeconds}) > now()
        then created_at + make_interval(secs => ${coolDownSeconds}) end`.as('nextAllowedAt'),
    ])
    .where('workOrderId', '=', workOrderId)
    .where('kind', '=', 'link')
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export async function listNewest(db: DbOrTx, limit: number) {
  return db
    .selectFrom('smsMessages')
    .leftJoin('workOrders', 'workOrders.id', 'smsMessages.workOrderId')
    .select([
      'smsMessages.id',
      'smsMessages.phone',
      'smsMessages.textSealed',
      'smsMessages.kind',
      'smsMessages.status',
      'smsMessages.createdAt',
      'smsMessages.workOrderId',
      'workOrders.taskNumber',
    ])
    .orderBy('smsMessages.createdAt', 'desc')
    .orderBy('smsMessages.id', 'desc')
    .limit(limit)
    .execute()
}
