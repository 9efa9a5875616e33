import { sql } from 'kysely'
import type { Database, DbOrTx, Tx } from '../../database.ts'
import type { Insertable } from 'kysely'

/** The own participant of a call, with what a photo needs to know of it. */
export async function findTaker(
  db: DbOrTx,
  callId: string,
  who: { accountId: string } | { seatId: string },
) {
  return db
    .selectFrom('participants')
    .innerJoin('calls', 'calls.id', 'participants.callId')
    .leftJoin('workOrders', 'workOrders.id', 'calls.workOrderId')
    .select([
      'participants.id as participantId',
      'participants.name',
      'calls.status',
      'calls.version',
      'workOrders.taskNumber',
      sql<boolean>`calls.answered_at is not null`.as('answered'),
      sql<number | null>`extract(epoch from now() - calls.ended_at)::float8`.as('endedSecondsAgo'),
    ])
    .where('participants.callId', '=', callId)
    .where((eb) =>
      'accountId' in who
        ? eb('participants.accountId', '=', who.accountId)
        : eb('participants.seatId', '=', who.seatId),
    )
    .executeTakeFirst()
}

/** The order that a call has by now. */
export async function orderOfCall(db: DbOrTx, callId: string): Promise<string | null> {
  const call = await db
    .selectFrom('calls')
    .select('workOrderId')
    .where('id', '=', callId)
    .executeTakeFirstOrThrow()
  return call.workOrderId
}

/** Photos that a call left before it had an order. */
export async function setOrderOfPhotos(tx: Tx, callId: string, workOrderId: string): Promise<void> {
  await tx
    .updateTable('photos')
    .set({ workOrderId })
    .where('callId', '=', callId)
    .where('workOrderId', 'is', null)
    .execute()
}

export const callExists = async (db: DbOrTx, id: string): Promise<boolean> =>
  (await db.selectFrom('calls').select('id').where('id', '=', id).executeTakeFirst()) !== undefined

/** False where a photo of this id stands already. */
export async function insertPhoto(
  db: DbOrTx,
  photo: Insertable<Database['photos']>,
): Promise<boolean> {
  const result = await db
    .insertInto('photos')
    .values(photo)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

export async function countPhotos(db: DbOrTx, callId: string): Promise<number> {
  const { count } = await db
    .selectFrom('photos')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('callId', '=', callId)
    .executeTakeFirstOrThrow()
  return Number(count)
}

const photos = (db: DbOrTx) =>
  db
    .selectFrom('photos')
    .innerJoin('participants', 'participants.id', 'photos.participantId')
    .leftJoin('workOrders', 'workOrders.id', 'photos.workOrderId')
    .selectAll('photos')
    .select(['participants.name as takenBy', 'workOrders.taskNumber'])

export type PhotoRow = NonNullable<Awaited<ReturnType<typeof findPhoto>>>

export const findPhoto = (db: DbOrTx, id: string) =>
  photos(db).where('photos.id', '=', id).executeTakeFirst()

export const listPhotos = (db: DbOrTx, workOrderId: string) =>
  photos(db)
    .where('photos.workOrderId', '=', workOrderId)
    .orderBy('photos.takenAt', 'desc')
    .orderBy('photos.id', 'desc')
    .limit(500)
    .execute()
