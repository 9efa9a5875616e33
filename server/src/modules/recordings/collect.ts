/** Recordings come from the media host into the database when a call ends there. */
import type { RecordingFile } from '@veridesk/contract/media-protocol'
import type { AppContext } from '../../context.ts'
import type { Tx } from '../../database.ts'
import { newId } from '../../platform/ids.ts'
import { hasLeftHost, hostCollected } from '../calls/hosts.ts'
import { selectParticipantIds, upsertRecording } from './repository.ts'
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
  // It moved away and came back: its end will collect.
  if (!(await hasLeftHost(ctx.db, callId, host))) return
  const { recordings } = await ctx.media.closeCall({ host, callId })
  await ctx.db.transaction().execute(async (tx) => {
    await hostCollected(tx, callId, host)
    await keep(tx, callId, host, recordings)
  })
}
