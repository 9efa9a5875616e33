/** Recordings as they are listed and looked at. */
import type { Recordings } from '@veridesk/contract/calls'
import type { AccountActor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import { AppError } from '../../platform/app-error.ts'
import type { FileAnswer } from '../../platform/http/routes.ts'
import { awaitedHosts } from '../calls/hosts.ts'
import { isCallVisible, isParticipant } from '../calls/service.ts'
import { convert } from './convert.ts'
import { findRecordedCall, selectConnected, selectRecordings } from './repository.ts'
import { mayHear } from './rules.ts'

/** Throws `not_found` where the actor may not know of the call, `forbidden` where it was not in it. */
async function recordedCall(ctx: AppContext, actor: AccountActor, callId: string) {
  const call = await findRecordedCall(ctx.db, callId)
  if (!call || !(await isCallVisible(ctx.db, actor, call))) throw new AppError('not_found')
  if (!mayHear(actor, call)) throw new AppError('forbidden')
  return call
}

/**
 * The recorded tracks of a call that were collected so far, from how many media hosts more are awaited,
 * and once none is, who was connected, so that one without a track is seen too. Throws `not_found`,
 * `forbidden`.
 */
export async function listRecordings({
  ctx,
  actor,
  callId,
}: {
  ctx: AppContext
  actor: AccountActor
  callId: string
}): Promise<Recordings> {
  const call = await recordedCall(ctx, actor, callId)
  // Before the rows: one that comes in between must not count as here while it is not listed.
  const awaited = await awaitedHosts(ctx.db, callId)
  const rows = await selectRecordings(ctx.db, callId)
  const connected = call.recordingsCollectedAt === null ? [] : await selectConnected(ctx.db, callId)
  const items = rows.map((row) => ({
    id: row.id,
    participantId: row.participantId,
    participantRole: row.participantRole,
    participantName: row.participantName,
    kind: row.kind,
    file: row.file,
    bytes: row.bytes,
    startedAt: row.startedAt.toISOString(),
    durationMs: row.durationMs,
    state: row.state,
  }))
  return { items, connected, awaited }
}

/**
 * One participant's recording as one file; where a media host that the call was on is still away, what the
 * others had, and the file's name says so. Throws `not_found`, `forbidden`, `recording_open` until the call
 * has ended and something was collected, `recording_empty`, `media_unavailable`.
 */
export async function readRecording({
  ctx,
  actor,
  callId,
  participantId,
}: {
  ctx: AppContext
  actor: AccountActor
  callId: string
  participantId: string
}): Promise<FileAnswer> {
  const call = await recordedCall(ctx, actor, callId)
  if (!(await isParticipant(ctx.db, callId, participantId))) throw new AppError('not_found')
  if (call.status !== 'ended') throw new AppError('recording_open')
  const isWhole = call.recordingsCollectedAt !== null
  const rows = await selectRecordings(ctx.db, callId)
  const own = rows.filter((row) => row.participantId === participantId && row.state !== 'empty')
  if (!own[0]) throw new AppError(isWhole ? 'recording_empty' : 'recording_open')
  const { stream, bytes, container } = await convert(ctx, own)
  return {
    stream,
    bytes,
    mediaType: container === 'webm' ? 'video/webm' : 'video/x-matroska',
    fileName: `${call.taskNumber ?? callId}-${own[0].participantRole}${isWhole ? '' : '-partial'}.${container}`,
  }
}
