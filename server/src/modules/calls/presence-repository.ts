/** Who is missing in active calls: whose leg is not open, or whose page is gone. */
import { sql } from 'kysely'
import type { DbOrTx, Tx } from '../../database.ts'

const isMissing = sql<boolean>`(
  participants.leg_state is distinct from 'open'
  or coalesce(
    (select seats.lease_until from seats where seats.id = participants.seat_id),
    (select agents.lease_until from agents where agents.account_id = participants.account_id),
    '-infinity'
  ) < now()
)`
const isNews = sql<boolean>`(participants.missing_since is not null) <> ${isMissing}`

/** Active calls in which somebody went missing or came back, and nobody has said so yet. */
export async function selectCallsWithNews(db: DbOrTx): Promise<string[]> {
  const rows = await db
    .selectFrom('calls')
    .innerJoin('participants', 'participants.callId', 'calls.id')
    .select('calls.id')
    .distinct()
    .where('calls.status', '=', 'active')
    .where('participants.leftAt', 'is', null)
    .where(isNews)
    .execute()
  return rows.map((row) => row.id)
}

/** Brings `missing_since` up to date in a call that is active. False where nothing changed. */
export async function setMissing(tx: Tx, callId: string): Promise<boolean> {
  const changed = await tx
    .updateTable('participants')
    .set({ missingSince: sql<Date | null>`case when ${isMissing} then clock_timestamp() end` })
    .where('callId', '=', callId)
    .where('leftAt', 'is', null)
    .where(isNews)
    .returning('id')
    .execute()
  return changed.length > 0
}
