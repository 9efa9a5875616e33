/** Calls as screens show them. */
import { sql } from 'kysely'
import type { DbOrTx } from '../../database.ts'

const withNames = (db: DbOrTx) =>
  db
    .selectFrom('calls')
    .leftJoin('workOrders', 'workOrders.id', 'calls.workOrderId')
    .leftJoin('accounts', 'accounts.id', 'calls.agentId')
    .select([
      'calls.id',
      'calls.version',
      'calls.workOrderId',
      'calls.status',
      'calls.queuedAt',
      'calls.answeredAt',
      'calls.endedAt',
      'calls.endReason',
      'calls.disposition',
      'calls.dispositionReason',
      'calls.dispositionNote',
      'calls.agentId',
      'calls.seatId',
      'calls.itemId',
      'workOrders.taskNumber',
      'workOrders.insuredName',
      'accounts.name as agentName',
      sql<Date>`clock_timestamp()`.as('now'),
    ])

export type NamedCall = Awaited<ReturnType<typeof selectCallsOfOrder>>[number]

/** Newest first. */
export async function selectCallsOfOrder(db: DbOrTx, workOrderId: string, limit: number) {
  return withNames(db)
    .where('calls.workOrderId', '=', workOrderId)
    .orderBy('calls.queuedAt', 'desc')
    .limit(limit)
    .execute()
}

export async function selectNamedCall(db: DbOrTx, id: string) {
  return withNames(db)
    .innerJoin('businessItems', 'businessItems.id', 'calls.itemId')
    .innerJoin('businessTypes', 'businessTypes.id', 'businessItems.typeId')
    .innerJoin('seats', 'seats.id', 'calls.seatId')
    .select([
      'businessTypes.name as businessType',
      'businessItems.name as businessItem',
      'seats.phone as walkInPhone',
    ])
    .where('calls.id', '=', id)
    .executeTakeFirst()
}

/**
 * The seat's live call, else its last one: of two queued at the same moment the one that went on for the other, put
 * back by force. `ahead` counts earlier waiting calls of the same item.
 */
export async function selectCallOfSeat(db: DbOrTx, seatId: string) {
  return withNames(db)
    .select((eb) =>
      eb
        .selectFrom('calls as earlier')
        .select((inner) => inner.fn.countAll<number>().as('count'))
        .whereRef('earlier.itemId', '=', 'calls.itemId')
        .where('earlier.status', 'in', ['queued', 'ringing'])
        .where(
          sql<boolean>`(not earlier.priority, earlier.queued_at, earlier.id)
              < (not calls.priority, calls.queued_at, calls.id)
            and calls.status in ('queued', 'ringing')`,
        )
        .as('ahead'),
    )
    .where('calls.seatId', '=', seatId)
    .orderBy(sql`calls.status = 'ended'`)
    .orderBy('calls.queuedAt', 'desc')
    .orderBy('calls.id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/**
 * How long the callers of an item waited who were answered within the last two hours, in seconds, the newest 500.
 * One that was put back after an answer counts from its beginning and tells nothing.
 */
export async function selectRecentWaits(db: DbOrTx, itemId: string): Promise<number[]> {
  const rows = await db
    .selectFrom('calls')
    .select(sql<number>`extract(epoch from answered_at - queued_at)::float8`.as('seconds'))
    .where('itemId', '=', itemId)
    .where('answeredAt', '>', sql<Date>`now() - interval '2 hours'`)
    .where('continuesId', 'is', null)
    .orderBy('answeredAt', 'desc')
    .limit(500)
    .execute()
  return rows.map(({ seconds }) => seconds)
}

/** The item for which the seat waits now; null where it does not wait. */
export async function selectWaitingItem(db: DbOrTx, seatId: string): Promise<string | null> {
  const row = await db
    .selectFrom('calls')
    .select('itemId')
    .where('seatId', '=', seatId)
    .where('status', '<>', 'ended')
    .where('status', 'in', ['queued', 'ringing'])
    .executeTakeFirst()
  return row?.itemId ?? null
}

/** Everybody who is or was in the call; `present`: the page's lease is alive. */
export async function selectParticipants(db: DbOrTx, callId: string) {
  return db
    .selectFrom('participants')
    .leftJoin('seats', 'seats.id', 'participants.seatId')
    .leftJoin('agents', 'agents.accountId', 'participants.accountId')
    .select([
      'participants.id',
      'participants.role',
      'participants.name',
      'participants.seatId',
      'participants.accountId',
      'participants.legId',
      'participants.legState',
      'participants.missingSince',
      'participants.sendsAudio',
      'participants.sendsVideo',
      sql<boolean>`coalesce(coalesce(seats.lease_until, agents.lease_until) > now(), false)`.as(
        'present',
      ),
    ])
    .where('participants.callId', '=', callId)
    .orderBy('participants.joinedAt')
    .orderBy('participants.id')
    .execute()
}
export type ParticipantRow = Awaited<ReturnType<typeof selectParticipants>>[number]
