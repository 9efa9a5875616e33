import { sql, type RawBuilder } from 'kysely'
import type { SmsFailure } from '@veridesk/contract'
import type { DbOrTx, Tx } from '../../database.ts'

export async function insertMessage(
  db: DbOrTx,
  message: {
    id: string
    workOrderId: string | null
    kind: 'link' | 'code'
    phone: string
    textSealed: Buffer
    parametersSealed: Buffer
    linkValuesSealed: Buffer | null
  },
): Promise<void> {
  await db.insertInto('smsMessages').values(message).execute()
}

/** Makes this process the one that hands the message over; undefined where it is settled or another's. */
export const claimQueued = (db: DbOrTx, id: string) =>
  db
    .updateTable('smsMessages')
    .set({ handingOverAt: sql<Date>`now()` })
    .where('id', '=', id)
    .where('status', '=', 'queued')
    .where('handingOverAt', 'is', null)
    .returning([
      'id',
      'workOrderId',
      'kind',
      'phone',
      'textSealed',
      'parametersSealed',
      'withUrlLink',
      sql<number>`extract(epoch from now() - created_at)::float8 / 60`.as('ageMinutes'),
    ])
    .executeTakeFirst()

/** The message of a link for which WeChat is still to be asked. */
export const findUndecided = (db: DbOrTx, id: string) =>
  db
    .selectFrom('smsMessages')
    .select(['workOrderId', 'linkValuesSealed'])
    .where('id', '=', id)
    .where('status', '=', 'queued')
    .where('handingOverAt', 'is', null)
    .where('linkValuesSealed', 'is not', null)
    .executeTakeFirst()

/** WeChat was asked for this message. False where somebody else had an answer before, or sends it already. */
async function decide(
  db: DbOrTx,
  id: string,
  link: { textSealed: Buffer; parametersSealed: Buffer; withUrlLink: true } | null,
): Promise<boolean> {
  const result = await db
    .updateTable('smsMessages')
    .set({ ...link, linkValuesSealed: null })
    .where('id', '=', id)
    .where('status', '=', 'queued')
    .where('handingOverAt', 'is', null)
    .where('linkValuesSealed', 'is not', null)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** What is to be sent carries a URL Link. */
export const putUrlLink = (
  db: DbOrTx,
  id: string,
  composed: { textSealed: Buffer; parametersSealed: Buffer },
): Promise<boolean> => decide(db, id, { ...composed, withUrlLink: true })

export const keepPlainLink = (db: DbOrTx, id: string): Promise<boolean> => decide(db, id, null)

/** The message that another process hands over, and for how many seconds it does. */
export const findClaimed = (db: DbOrTx, id: string) =>
  db
    .selectFrom('smsMessages')
    .select([
      'id',
      'workOrderId',
      'kind',
      sql<number>`extract(epoch from now() - handing_over_at)::float8`.as('seconds'),
    ])
    .where('id', '=', id)
    .where('status', '=', 'queued')
    .executeTakeFirst()

/** Gives a claimed message back. */
export async function releaseClaim(db: DbOrTx, id: string): Promise<void> {
  await db
    .updateTable('smsMessages')
    .set({ handingOverAt: null })
    .where('id', '=', id)
    .where('status', '=', 'queued')
    .execute()
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
export async function markFailed(db: DbOrTx, id: string, failure: SmsFailure): Promise<boolean> {
  const result = await db
    .updateTable('smsMessages')
    .set({ status: 'failed', failure })
    .where('id', '=', id)
    .where('status', '=', 'queued')
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** The carrier's id of a message that was sent and not reported; undefined for any other. */
export async function unreportedCarrierId(db: DbOrTx, id: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('smsMessages')
    .select('carrierId')
    .where('id', '=', id)
    .where('status', '=', 'sent')
    .executeTakeFirst()
  return row?.carrierId ?? undefined
}

/** Those of these ids that were sent and not reported, locked, in one order for everybody. */
export const lockUnreported = (tx: Tx, carrierIds: readonly string[]) =>
  tx
    .selectFrom('smsMessages')
    .select(['id', 'carrierId', 'workOrderId', 'kind'])
    .where('carrierId', 'in', carrierIds)
    .where('status', '=', 'sent')
    .orderBy('id')
    .forUpdate()
    .execute()

export async function markReported(tx: Tx, id: string, failure: SmsFailure | null): Promise<void> {
  await tx
    .updateTable('smsMessages')
    .set({
      status: failure === null ? 'delivered' : 'undelivered',
      failure,
      reportedAt: sql<Date>`now()`,
    })
    .where('id', '=', id)
    .execute()
}

/** The newest link message of an order; `coolUntil` is null once the cool-down is over. */
export async function findLastLink(db: DbOrTx, workOrderId: string, coolDownSeconds: number) {
  return db
    .selectFrom('smsMessages')
    .select([
      'status',
      'failure',
      sql<Date | null>`max(sent_at) over ()`.as('lastSentAt'),
      sql<Date | null>`case when created_at + make_interval(secs => ${coolDownSeconds}) > now()
        then created_at + make_interval(secs => ${coolDownSeconds}) end`.as('coolUntil'),
    ])
    .where('workOrderId', '=', workOrderId)
    .where('kind', '=', 'link')
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** The beginning of today or, so many days later, of another day, by the clocks of that zone. */
const dayBegins = (zone: string, later: number): RawBuilder<Date> =>
  sql<Date>`(date_trunc('day', now() at time zone ${zone}) + make_interval(days => ${later}))
    at time zone ${zone}`

/** How many links were sent today to the phone of an order, of whatever order, and when tomorrow begins. */
export async function linksToday(
  db: DbOrTx,
  workOrderId: string,
  zone: string,
): Promise<{ count: number; tomorrow: Date }> {
  return db
    .selectFrom('smsMessages')
    .select((eb) => [eb.fn.countAll<number>().as('count'), dayBegins(zone, 1).as('tomorrow')])
    .where('phone', '=', (eb) =>
      eb.selectFrom('workOrders').select('contactPhone').where('workOrders.id', '=', workOrderId),
    )
    .where('kind', '=', 'link')
    .where('status', '<>', 'failed')
    .where('createdAt', '>=', dayBegins(zone, 0))
    .executeTakeFirstOrThrow()
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
