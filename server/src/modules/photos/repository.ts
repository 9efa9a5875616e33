import { sql } from 'kysely'
import type { Database, DbOrTx, Tx } from '../../database.ts'
import type { Insertable } from 'kysely'

/** Photos may still arrive this long after the end: an upload under way is not lost. */
const afterEndSeconds = 60

/** A call as an upload needs it: whose it is, whether it still takes photos, what the watermark says. */
export async function findCallForPhoto(db: DbOrTx, callId: string) {
  return db
    .selectFrom('calls')
    .leftJoin('workOrders', 'workOrders.id', 'calls.workOrderId')
    .select([
      'calls.id',
      'calls.seatId',
      'calls.agentId',
      'calls.workOrderId',
      'calls.version',
      'workOrders.taskNumber',
      sql<boolean>`calls.answered_at is not null and (calls.ended_at is null
        or calls.ended_at > now() - make_interval(secs => ${afterEndSeconds}))`.as('takesPhotos'),
    ])
    .where('calls.id', '=', callId)
    .executeTakeFirst()
}

const presented = (db: DbOrTx) =>
  db
    .selectFrom('photos')
    .innerJoin('participants', 'participants.id', 'photos.participantId')
    .leftJoin('workOrders', 'workOrders.id', 'photos.workOrderId')
    .selectAll('photos')
    .select(['participants.name as takenBy', 'workOrders.taskNumber'])

export type PhotoRow = NonNullable<Awaited<ReturnType<typeof findPhoto>>>

export async function findPhoto(db: DbOrTx, id: string) {
  return presented(db).where('photos.id', '=', id).executeTakeFirst()
}

/** Newest first. */
export async function selectPhotosOfOrder(db: DbOrTx, workOrderId: string, limit: number) {
  return presented(db)
    .where('photos.workOrderId', '=', workOrderId)
    .orderBy('photos.takenAt', 'desc')
    .orderBy('photos.id', 'desc')
    .limit(limit)
    .execute()
}

/** False where the id is taken. */
export async function insertPhoto(tx: Tx, photo: Insertable<Database['photos']>): Promise<boolean> {
  const made = await tx
    .insertInto('photos')
    .values(photo)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  return made !== undefined
}
