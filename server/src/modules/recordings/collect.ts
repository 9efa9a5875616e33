/** Recordings come from the media host into the database when a call ends there. */
import type { RecordingFile } from '@veridesk/contract/media-protocol'
import type { AppContext } from '../../context.ts'
import type { Tx } from '../../database.ts'
import { newId } from '../../platform/ids.ts'
import { collectLater, mediaOfCall, recordingsCollected } from '../calls/service.ts'
import { selectForgotten, selectParticipantIds, upsertRecording } from './repository.ts'
import { stateOf } from './rules.ts'

async function keep(
  tx: Tx,
  callId: string,
  host: string,
  files: readonly RecordingFile[],
): Promise<void> {
  const participants = await selectParticipantIds(tx, callId)
  for (const file of files)
    if (participants.has(file.participantId))
      await upsertRecording(tx, {
        id: newId(),
        callId,
        participantId: file.participantId,
        legId: file.legId,
        kind: file.kind,
        codec: file.codec,
        mediaHost: host,
        file: file.file,
        bytes: file.bytes,
        packets: file.packets,
        keyframes: file.keyframes,
        startedAt: file.startedAt,
        endedAt: file.endedAt,
        durationMs: file.durationMs,
        state: stateOf(file),
        error: file.error,
      })
}

/**
 * Closes a call on a host that it has left, by its end or by moving on, and keeps a row for every file.
 * Idempotent; rejects (and is tried again) while the host cannot be reached.
 */
export async function collect(
  ctx: AppContext,
  { callId, host }: { callId: string; host: string },
): Promise<void> {
  const call = await mediaOfCall(ctx.db, callId)
  if (!call) return
  const isHere = call.mediaHost === host
  // It moved away and came back: its end will collect.
  if (isHere && call.status !== 'ended') return
  const { recordings } = await ctx.media.closeCall({ host, callId })
  await ctx.db.transaction().execute(async (tx) => {
    if (isHere) await recordingsCollected(tx, callId)
    await keep(tx, callId, host, recordings)
  })
}

/** Ended calls whose recordings nobody tries to collect any more are collected again. */
export async function collectForgotten(ctx: Pick<AppContext, 'db' | 'jobs'>): Promise<void> {
  for (const { id, mediaHost } of await selectForgotten(ctx.db))
    await collectLater(ctx, ctx.db, id, mediaHost)
}
