/** What is overdue, by the database's clock. A row names the version that was seen: whoever acts checks it again. */
import { sql } from 'kysely'
import type { Db } from '../../database.ts'

export interface Seen {
  readonly id: string
  readonly version: number
}

export interface Grace {
  /** When this process began: before that no page could renew its lease with it. */
  readonly since: string
  readonly leaseSeconds: number
  readonly graceSeconds: number
}

/** Now, without losing the microseconds. */
export async function databaseNow(db: Db): Promise<string> {
  const { rows } = await sql<{ now: string }>`select now()::text as now`.execute(db)
  return rows[0]?.now ?? ''
}

/** Whether anybody waits, talks or is on duty: in an idle installation nothing can be overdue. */
export async function isAnybodyThere(db: Db): Promise<boolean> {
  const { rows } = await sql<{ there: boolean }>`
    select exists (select from calls where status <> 'ended')
      or exists (select from agents where state <> 'offline') as there`.execute(db)
  return rows[0]?.there ?? true
}

const columns = ['calls.id', 'calls.version'] as const

/** When a page's lease ran out; one lease after what it last did, and after this process began, at the earliest. */
const expiry = (lease: string, lastSeen: readonly string[], { since, leaseSeconds }: Grace) =>
  sql<Date>`greatest(${sql.ref(lease)}, greatest(${sql.join(lastSeen.map((column) => sql.ref(column)))}, ${since}::timestamptz)
    + make_interval(secs => ${leaseSeconds}))`

const beforeGrace = ({ graceSeconds }: Grace) =>
  sql<Date>`now() - make_interval(secs => ${graceSeconds})`

const calls = (db: Db) =>
  db.selectFrom('calls').innerJoin('seats', 'seats.id', 'calls.seatId').select(columns)

/** Rings that have run out. */
export const selectMissedRings = (db: Db): Promise<Seen[]> =>
  db
    .selectFrom('calls')
    .select(columns)
    .where('calls.status', '=', 'ringing')
    .where('calls.ringExpiresAt', '<=', sql<Date>`now()`)
    .execute()

/** Rings at an agent whose page is gone, or who is not idle any more. */
export const selectLostRings = (db: Db, grace: Grace): Promise<Seen[]> =>
  db
    .selectFrom('calls')
    .innerJoin('agents', 'agents.accountId', 'calls.agentId')
    .select(columns)
    .where('calls.status', '=', 'ringing')
    .where((eb) =>
      eb.or([
        eb('agents.state', '<>', 'idle'),
        eb(expiry('agents.leaseUntil', ['agents.since'], grace), '<', sql<Date>`now()`),
      ]),
    )
    .execute()

/** Waiting calls whose customer's page stays away. */
export const selectAbandoned = (db: Db, grace: Grace): Promise<Seen[]> =>
  calls(db)
    .where('calls.status', 'in', ['queued', 'ringing'])
    .where(
      expiry('seats.leaseUntil', ['calls.queuedAt', 'seats.createdAt'], grace),
      '<',
      beforeGrace(grace),
    )
    .execute()

/** Active calls whose customer's page stays away. */
export const selectCustomerLost = (db: Db, grace: Grace): Promise<Seen[]> =>
  calls(db)
    .where('calls.status', '=', 'active')
    .where(
      expiry('seats.leaseUntil', ['calls.answeredAt', 'seats.createdAt'], grace),
      '<',
      beforeGrace(grace),
    )
    .execute()

/** Active calls whose agent's page stays away. */
export const selectAgentLost = (db: Db, grace: Grace): Promise<Seen[]> =>
  calls(db)
    .innerJoin('agents', 'agents.accountId', 'calls.agentId')
    .where('calls.status', '=', 'active')
    .where(expiry('agents.leaseUntil', ['calls.answeredAt'], grace), '<', beforeGrace(grace))
    .execute()

/** Active calls in which nobody has had media for so long. */
export const selectMediaLost = (
  db: Db,
  { since }: Grace,
  mediaLostSeconds: number,
): Promise<Seen[]> =>
  db
    .selectFrom('calls')
    .select(columns)
    .where('calls.status', '=', 'active')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('participants')
            .select('participants.id')
            .whereRef('participants.callId', '=', 'calls.id')
            .where('participants.leftAt', 'is', null)
            .where(
              sql<boolean>`(participants.missing_since is null
                or greatest(participants.missing_since, ${since}::timestamptz)
                  > now() - make_interval(secs => ${mediaLostSeconds}))`,
            ),
        ),
      ),
    )
    .execute()

/** Queued calls whose order was closed meanwhile. */
export const selectRefused = (db: Db): Promise<Seen[]> =>
  db
    .selectFrom('calls')
    .innerJoin('workOrders', 'workOrders.id', 'calls.workOrderId')
    .select(columns)
    .where('calls.status', '=', 'queued')
    .where('workOrders.status', 'in', ['completed', 'revoked'])
    .execute()

/** Queued calls that have waited longer than anybody should. */
export const selectTimedOut = (db: Db, longestWaitSeconds: number): Promise<Seen[]> =>
  db
    .selectFrom('calls')
    .select(columns)
    .where('calls.status', '=', 'queued')
    .where('calls.queuedAt', '<=', sql<Date>`now() - make_interval(secs => ${longestWaitSeconds})`)
    .execute()
