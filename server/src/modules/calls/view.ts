/** Calls as screens show them, and who may see which. */
import type { CallDetail, CallMedia, CallRecord } from '@veridesk/contract/calls'
import type { AccountActor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import type { DbOrTx } from '../../database.ts'
import { AppError } from '../../platform/app-error.ts'
import { maskName, maskPhone } from '../work-orders/mask.ts'
import { iceServersFor } from './ice-servers.ts'
import { isCallVisible } from './service.ts'
import { isCancelled, talkSeconds, waitSeconds } from './rules.ts'
import {
  selectCallsOfOrder,
  selectNamedCall,
  selectParticipants,
  type NamedCall,
  type ParticipantRow,
} from './view-repository.ts'

/** Upper bounds of what each side sends (manual 2.3): the customer is looked at, the agent need not be. */
const send: Record<'customer' | 'agent', CallMedia['send']> = {
  customer: { videoKbps: 1_500, width: 1_280, height: 720 },
  agent: { videoKbps: 500, width: 640, height: 480 },
}

/** A row of any table of calls. */
export function presentRecord(
  call: Omit<NamedCall, 'insuredName' | 'seatId' | 'itemId'>,
): CallRecord {
  return {
    id: call.id,
    version: call.version,
    workOrderId: call.workOrderId,
    taskNumber: call.taskNumber,
    status: call.status,
    agentName: call.answeredAt ? call.agentName : null,
    queuedAt: call.queuedAt.toISOString(),
    answeredAt: call.answeredAt?.toISOString() ?? null,
    endedAt: call.endedAt?.toISOString() ?? null,
    waitSeconds: waitSeconds(call, call.now),
    talkSeconds: talkSeconds(call, call.now),
    endReason: call.endReason,
    cancelled: isCancelled(call),
    disposition: call.disposition,
    dispositionReason: call.dispositionReason,
    dispositionNote: call.dispositionNote,
  }
}

/**
 * The media of a live call for one of its participants; null for anybody else, and once it ended. A customer
 * hears of the agent with the answer, not before.
 */
export function presentMedia(
  ctx: Pick<AppContext, 'config'>,
  call: Pick<NamedCall, 'status' | 'now'>,
  participants: readonly ParticipantRow[],
  isOwn: (participant: ParticipantRow) => boolean,
): CallMedia | null {
  const own = participants.find(isOwn)
  if (!own || call.status === 'ended') return null
  const isShown = (each: ParticipantRow) =>
    each.role === 'customer' || own.role === 'agent' || call.status === 'active'
  return {
    participantId: own.id,
    participants: participants.filter(isShown).map((each) => ({
      id: each.id,
      role: each.role,
      name: each.name,
      legId: each.legId,
      legState: each.legState,
      present: each.present,
      missingSince: each.missingSince?.toISOString() ?? null,
      sendsAudio: each.sendsAudio,
      sendsVideo: each.sendsVideo,
    })),
    iceServers: iceServersFor(ctx.config.turn, own.id, call.now),
    send: send[own.role],
    recording: call.status === 'active',
  }
}

/** 呼叫记录 of an order (manual 3.14), newest first, at most 200. */
export async function recordsOfOrder(db: DbOrTx, workOrderId: string): Promise<CallRecord[]> {
  return (await selectCallsOfOrder(db, workOrderId, 200)).map(presentRecord)
}

/** One call, live or ended. Throws `not_found` where the actor may not see it. */
export async function callDetail({
  ctx,
  actor,
  callId,
}: {
  ctx: AppContext
  actor: AccountActor
  callId: string
}): Promise<CallDetail> {
  const call = await selectNamedCall(ctx.db, callId)
  if (!call || !(await isCallVisible(ctx.db, actor, call))) throw new AppError('not_found')
  const participants = await selectParticipants(ctx.db, callId)
  return {
    ...presentRecord(call),
    businessType: call.businessType,
    businessItem: call.businessItem,
    insuredName: call.insuredName && maskName(call.insuredName),
    walkInPhone: call.walkInPhone && maskPhone(call.walkInPhone),
    businessItemId: call.itemId,
    media: presentMedia(
      ctx,
      call,
      participants,
      (participant) => participant.accountId === actor.accountId,
    ),
    serverTime: call.now.toISOString(),
  }
}

/** One call's record, as the table of calls shows it. Throws `not_found`. */
export async function callRecord(db: DbOrTx, callId: string): Promise<CallRecord> {
  const call = await selectNamedCall(db, callId)
  if (!call) throw new AppError('not_found')
  return presentRecord(call)
}
