/** Media legs of participants, and the hosts that calls live on. The call's row is locked before its participants'. */
import { sql } from 'kysely'
import type { LegState } from '@veridesk/contract'
import type { DbOrTx, Tx } from '../../database.ts'

export async function findParticipant(
  db: DbOrTx,
  callId: string,
  who: { seatId: string } | { accountId: string },
) {
  const query = db
    .selectFrom('participants')
    .select(['id', 'name', 'legId'])
    .where('callId', '=', callId)
  const own =
    'seatId' in who
      ? query.where('seatId', '=', who.seatId)
      : query.where('accountId', '=', who.accountId)
  return own.executeTakeFirst()
}

/** Whether any leg of the call may still carry media. */
export async function hasLegUp(db: DbOrTx, callId: string): Promise<boolean> {
  const row = await db
    .selectFrom('participants')
    .select('id')
    .where('callId', '=', callId)
    .where('legState', 'in', ['connecting', 'open', 'silent'])
    .executeTakeFirst()
  return row !== undefined
}

/** Live calls per media host. */
export async function countLiveCalls(db: DbOrTx): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('calls')
    .select(['mediaHost', (eb) => eb.fn.countAll<number>().as('calls')])
    .where('status', '<>', 'ended')
    .where('mediaHost', 'is not', null)
    .groupBy('mediaHost')
    .execute()
  return new Map(rows.map((row) => [row.mediaHost ?? '', row.calls]))
}

/** Moves a live call from one host to another; the legs of before are gone with the old one. False where it moved meanwhile. */
export async function setHost(
  db: DbOrTx,
  callId: string,
  from: string | null,
  to: string,
): Promise<boolean> {
  const row = await db
    .updateTable('calls')
    .set({ mediaHost: to })
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', callId)
    .where('status', '<>', 'ended')
    .where(sql<boolean>`media_host is not distinct from ${from}`)
    .returning('id')
    .executeTakeFirst()
  if (row && from !== null)
    await db
      .updateTable('participants')
      .set({ legState: 'failed' })
      .where('callId', '=', callId)
      .where('legId', 'is not', null)
      .execute()
  return row !== undefined
}

/**
 * The participant's media now comes over this leg; events of an earlier one no longer count. False where the
 * participant is none any more.
 */
export async function setLeg(db: DbOrTx, participantId: string, legId: string): Promise<boolean> {
  const row = await db
    .updateTable('participants')
    .set({ legId, legState: 'connecting' })
    .where('id', '=', participantId)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function findCallOfLeg(db: DbOrTx, legId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('participants')
    .select('callId')
    .where('legId', '=', legId)
    .executeTakeFirst()
  return row?.callId
}

/** What the engine says of a leg. False where it is known already or no longer the participant's own. */
export async function setLegState(tx: Tx, legId: string, state: LegState): Promise<boolean> {
  const row = await tx
    .updateTable('participants')
    .set({
      legState: state,
      ...(state === 'open'
        ? { connectedAt: sql<Date>`coalesce(connected_at, clock_timestamp())` }
        : {}),
    })
    .where('legId', '=', legId)
    .where('leftAt', 'is', null)
    .where('legState', 'is distinct from', state)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** The legs of live calls on this host, by the database. */
export async function selectLegsOnHost(db: DbOrTx, host: string): Promise<string[]> {
  const rows = await db
    .selectFrom('participants')
    .innerJoin('calls', 'calls.id', 'participants.callId')
    .select('participants.legId')
    .where('calls.mediaHost', '=', host)
    .where('calls.status', '<>', 'ended')
    .execute()
  return rows.flatMap(({ legId }) => (legId === null ? [] : [legId]))
}

export async function selectLiveCallsOnHost(db: DbOrTx, host: string) {
  return db
    .selectFrom('calls')
    .select(['id', 'status', 'mediaHost'])
    .where('mediaHost', '=', host)
    .where('status', '<>', 'ended')
    .execute()
}

export async function setTracks(
  db: DbOrTx,
  participantId: string,
  tracks: { audio: boolean; video: boolean },
): Promise<void> {
  await db
    .updateTable('participants')
    .set({ sendsAudio: tracks.audio, sendsVideo: tracks.video })
    .where('id', '=', participantId)
    .execute()
}
