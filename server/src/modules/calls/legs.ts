/** Media legs: each participant's own connection to the media host, authorised per participant. */
import type { AccountActor, SeatActor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import { AppError } from '../../platform/app-error.ts'
import { newId } from '../../platform/ids.ts'
import { MediaEngineError } from '../../platform/media/port.ts'
import { armForwarding } from './forwarding.ts'
import { hostOfCall } from './hosts.ts'
import { findCallOfLeg, setLeg, setLegState, setTracks } from './leg-repository.ts'
import { findCall, lockCall, type CallRow } from './repository.ts'
import { mediaCode } from './rules.ts'
import { participantIn } from './service.ts'
import { tellMedia } from './tell.ts'

interface Own {
  ctx: AppContext
  actor: AccountActor | SeatActor
  callId: string
}

/** A live call and the own participant in it. Throws `not_found`, `not_your_call`, `call_ended`, `call_not_active`. */
async function ownParticipant({
  ctx,
  actor,
  callId,
}: Own): Promise<{ call: CallRow; participant: { id: string; legId: string | null } }> {
  const call = await findCall(ctx.db, callId)
  if (!call) throw new AppError('not_found')
  const participant = await participantIn(ctx.db, actor, call)
  if (call.status === 'ended') throw new AppError('call_ended')
  return { call, participant }
}

function refusal(cause: unknown): unknown {
  return cause instanceof MediaEngineError ? new AppError(mediaCode(cause.code), { cause }) : cause
}

/**
 * Opens a leg from the browser's SDP offer; the participant's earlier leg closes once this one is open.
 * Both sides' open while the call rings, so that the first picture does not wait for them. Throws
 * what `ownParticipant` does, `bad_sdp`, `media_unavailable`, `leg_gone`.
 */
export async function openLeg({
  ctx,
  actor,
  callId,
  sdp,
  replaces,
}: Own & { sdp: string; replaces?: string | undefined }): Promise<{ legId: string; sdp: string }> {
  const { call, participant } = await ownParticipant({ ctx, actor, callId })
  if (call.status === 'queued') throw new AppError('call_not_active')
  const host = await hostOfCall(ctx, callId)
  const legId = newId()
  // Known before the host is asked, so that no event of this leg comes too early to be believed.
  await ctx.db.transaction().execute(async (tx) => {
    if ((await lockCall(tx, callId))?.status === 'ended') throw new AppError('call_ended')
    if (!(await setLeg(tx, participant.id, legId))) throw new AppError('not_your_call')
    await tellMedia(tx, callId)
  })
  try {
    const before = replaces ?? participant.legId
    const opened = await ctx.media.openLeg({
      host,
      callId,
      participantId: participant.id,
      legId,
      sdp,
      ...(before === null ? {} : { replaces: before }),
      grants: { publish: true, subscribe: true },
      record: true,
    })
    const after = await findCall(ctx.db, callId)
    if (!after || after.status === 'ended') {
      // The end came first and has closed the call there already.
      await ctx.media.closeCall({ host, callId })
      throw new AppError('call_ended')
    }
    if ((await findCallOfLeg(ctx.db, legId)) === undefined) {
      // It rang on, or went on at another device, while this leg was being opened.
      await ctx.media.closeLeg({ host, callId, legId })
      throw new AppError('leg_gone')
    }
    void armForwarding(ctx, after)
    return { legId, sdp: opened.sdp }
  } catch (cause) {
    await ctx.db.transaction().execute(async (tx) => {
      await lockCall(tx, callId)
      if (await setLegState(tx, legId, 'failed')) await tellMedia(tx, callId)
    })
    throw refusal(cause)
  }
}

/** A new offer on the participant's living leg. Throws as `openLeg`, and `leg_gone` for any other leg. */
export async function renegotiateLeg({
  ctx,
  actor,
  callId,
  legId,
  sdp,
}: Own & { legId: string; sdp: string }): Promise<{ sdp: string }> {
  const { call, participant } = await ownParticipant({ ctx, actor, callId })
  if (participant.legId !== legId || call.mediaHost === null) throw new AppError('leg_gone')
  try {
    return await ctx.media.renegotiateLeg({ host: call.mediaHost, callId, legId, sdp })
  } catch (cause) {
    throw refusal(cause)
  }
}

/** What the participant says it sends, for the other side's screen. Throws as `ownParticipant`. */
export async function sayTracks({
  ctx,
  actor,
  callId,
  tracks,
}: Own & { tracks: { audio: boolean; video: boolean } }): Promise<void> {
  const { participant } = await ownParticipant({ ctx, actor, callId })
  await ctx.db.transaction().execute(async (tx) => {
    await lockCall(tx, callId)
    await setTracks(tx, participant.id, tracks)
    await tellMedia(tx, callId)
  })
}
