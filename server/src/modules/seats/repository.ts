import { sql, type SqlBool } from 'kysely'
import type { DbOrTx, Tx } from '../../database.ts'
import { seatHours, type Place } from './rules.ts'

const stillKnown = sql<SqlBool>`coalesce(seats.lease_until, seats.created_at)
  > now() - make_interval(hours => ${seatHours})`

/** The live seat of a device that was there not long ago. */
export async function findSeatByToken(db: DbOrTx, tokenHash: Buffer) {
  return db
    .selectFrom('seats')
    .select(['id', 'workOrderId', 'phone', 'itemId'])
    .where('tokenHash', '=', tokenHash)
    .where('endedAt', 'is', null)
    .where(stillKnown)
    .executeTakeFirst()
}

/** The seat in front of an order, whether its device is there or not. */
export async function findSeatOfOrder(db: DbOrTx, workOrderId: string): Promise<string | null> {
  const row = await db
    .selectFrom('seats')
    .select('id')
    .where('workOrderId', '=', workOrderId)
    .where('endedAt', 'is', null)
    .executeTakeFirst()
  return row?.id ?? null
}

/** The seat of a phone's walk-in that has no order yet, whether its device is there or not. */
export async function findWalkInSeat(db: DbOrTx, phone: string) {
  return db
    .selectFrom('seats')
    .select(['id', 'itemId'])
    .where('phone', '=', phone)
    .where('workOrderId', 'is', null)
    .where('endedAt', 'is', null)
    .executeTakeFirst()
}

export async function insertSeat(
  db: DbOrTx,
  seat: Place & {
    id: string
    tokenHash: Buffer
    address: string
    userAgent: string | null
  },
): Promise<void> {
  await db.insertInto('seats').values(seat).execute()
}

/** Returns the seat's last version. */
export async function endSeat(tx: Tx, id: string): Promise<number> {
  const row = await tx
    .updateTable('seats')
    .set((eb) => ({ endedAt: sql<Date>`now()`, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .returning('version')
    .executeTakeFirstOrThrow()
  return row.version
}

/**
 * The device is there for another `seconds`. Only a return after the lease had run out raises the
 * version: a renewal is no news. `returned` is null where the seat has ended.
 */
export async function extendLease(
  db: DbOrTx,
  id: string,
  seconds: number,
): Promise<{ returned: boolean } | null> {
  const { rows } = await sql<{ returned: boolean }>`
    update seats
    set lease_until = now() + make_interval(secs => ${seconds}),
      version = seats.version + before.returned::int
    from (
      select id, coalesce(lease_until, '-infinity') < now() as returned
      from seats where id = ${id} and ended_at is null for update
    ) as before
    where seats.id = before.id
    returning before.returned`.execute(db)
  return rows[0] ?? null
}

/** The live call of a seat. */
export async function findLiveCall(db: DbOrTx, seatId: string) {
  return db
    .selectFrom('calls')
    .select(['id', 'version'])
    .where('seatId', '=', seatId)
    .where('status', '<>', 'ended')
    .executeTakeFirst()
}

/** A seat with what its order, or its walk-in, is about; `status` is null for a walk-in. */
export async function findSeatWithMatter(db: DbOrTx, id: string) {
  return db
    .selectFrom('seats')
    .leftJoin('workOrders', 'workOrders.id', 'seats.workOrderId')
    .innerJoin('businessItems', (join) =>
      join.on('businessItems.id', '=', (eb) => eb.fn.coalesce('workOrders.itemId', 'seats.itemId')),
    )
    .innerJoin('businessTypes', 'businessTypes.id', 'businessItems.typeId')
    .select([
      'seats.consentedAt',
      'seats.consentNoticeVersion',
      'workOrders.status',
      'businessItems.id as itemId',
      'businessTypes.name as businessType',
      'businessItems.name as businessItem',
    ])
    .where('seats.id', '=', id)
    .where('seats.endedAt', 'is', null)
    .executeTakeFirst()
}

/** Returns the new version, or null where this device had agreed to this notice before. */
export async function setConsent(
  tx: Tx,
  id: string,
  noticeVersion: number,
): Promise<number | null> {
  const row = await tx
    .updateTable('seats')
    .set((eb) => ({
      consentedAt: sql<Date>`now()`,
      consentNoticeVersion: noticeVersion,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', id)
    .where('consentNoticeVersion', 'is distinct from', noticeVersion)
    .returning('version')
    .executeTakeFirst()
  return row?.version ?? null
}

export async function insertConsent(
  db: DbOrTx,
  consent: {
    id: string
    seatId: string
    workOrderId: string | null
    noticeVersion: number
    noticeText: string
  },
): Promise<void> {
  await db.insertInto('consents').values(consent).execute()
}

/** How many codes an order had within the last hour, and whether the newest is younger than the cool-down. */
export async function recentCodes(
  db: DbOrTx,
  workOrderId: string,
  coolDownSeconds: number,
): Promise<{ count: number; cooling: boolean }> {
  return db
    .selectFrom('oneTimeCodes')
    .select((eb) => [
      eb.fn.countAll<number>().as('count'),
      sql<boolean>`coalesce(
        max(created_at) + make_interval(secs => ${coolDownSeconds}) > now(), false)`.as('cooling'),
    ])
    .where('workOrderId', '=', workOrderId)
    .where('createdAt', '>', sql<Date>`now() - interval '1 hour'`)
    .executeTakeFirstOrThrow()
}

/** The phone of a walk-in's seat; null for a seat that came by a link or has an order's. */
export async function phoneOfSeat(db: DbOrTx, id: string): Promise<string | null> {
  const row = await db
    .selectFrom('seats')
    .select('phone')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return row.phone
}

/** Whether a seat's page is there now. */
export async function isPresent(db: DbOrTx, id: string): Promise<boolean> {
  const row = await db
    .selectFrom('seats')
    .select(sql<boolean>`coalesce(lease_until > now(), false)`.as('present'))
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return row.present
}

/** Nothing where the seat has ended, or an order by now. */
export async function setOrderOfSeat(tx: Tx, id: string, workOrderId: string): Promise<void> {
  await tx
    .updateTable('seats')
    .set((eb) => ({ workOrderId, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .where('workOrderId', 'is', null)
    .where('endedAt', 'is', null)
    .execute()
}

/** Consents given before there was an order; what was agreed to, and when, stays as it is. */
export async function setOrderOfConsents(
  tx: Tx,
  seatId: string,
  workOrderId: string,
): Promise<void> {
  await tx
    .updateTable('consents')
    .set({ workOrderId })
    .where('seatId', '=', seatId)
    .where('workOrderId', 'is', null)
    .execute()
}
