/** Calls, their media and their records (manual 3.7, 3.12, 3.14, 3.16). */
import { z } from 'zod'
import { id, flag, line, listQuery, period, time, version } from './common.ts'
import { legState } from './media-protocol.ts'
import { callEndReasons, callStatuses, dispositionOutcomes, dispositionReasons } from './states.ts'

export const callStatus = z.enum(callStatuses)

export const participant = z.object({
  id,
  role: z.enum(['customer', 'agent']),
  name: z.string(),
  /** The leg that carries this participant's media now; changes when it is replaced. */
  legId: id.nullable(),
  legState: legState.nullable(),
  /** The page's presence lease is alive. */
  present: z.boolean(),
  /** Since when the participant is missing (leg not open or page gone) in a live call. */
  missingSince: time.nullable(),
  /** What the participant says it sends. */
  sendsAudio: z.boolean(),
  sendsVideo: z.boolean(),
})
export type Participant = z.infer<typeof participant>

/** What a page needs to be in a call; the same for both sides. */
export const callMedia = z.object({
  /** The own participant. */
  participantId: id,
  participants: z.array(participant),
  /** RTCIceServer[] for the browser. */
  iceServers: z.array(
    z.object({
      urls: z.array(z.string()),
      username: z.string().optional(),
      credential: z.string().optional(),
    }),
  ),
  /** Upper bound of the own picture (manual 2.3). */
  send: z.object({ videoKbps: z.int(), width: z.int(), height: z.int() }),
  recording: z.boolean(),
})
export type CallMedia = z.infer<typeof callMedia>

/** Manual 3.12: an abnormal end needs a reason. */
export const fillDisposition = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('normal'), note: line(500).optional() }),
  z.strictObject({
    outcome: z.literal('abnormal'),
    reason: z.enum(dispositionReasons),
    note: line(500).optional(),
  }),
])
export type FillDisposition = z.infer<typeof fillDisposition>

/** 呼叫记录 of 3.14 and 通话历史 of 3.16. */
export const callRecord = z.object({
  id,
  version,
  workOrderId: id.nullable(),
  taskNumber: z.string().nullable(),
  status: callStatus,
  /** 处理人; null while nobody answered. */
  agentName: z.string().nullable(),
  /** 发起时间 */
  queuedAt: time,
  answeredAt: time.nullable(),
  /** 挂断时间 */
  endedAt: time.nullable(),
  /** 排队时长, seconds. */
  waitSeconds: z.int(),
  /** 通话时长, seconds; 0 where nobody answered. */
  talkSeconds: z.int(),
  endReason: z.enum(callEndReasons).nullable(),
  /** 取消呼叫: ended before anybody answered. */
  cancelled: z.boolean(),
  disposition: z.enum(dispositionOutcomes).nullable(),
  dispositionReason: z.enum(dispositionReasons).nullable(),
  dispositionNote: z.string().nullable(),
})
export type CallRecord = z.infer<typeof callRecord>

/** 通话历史 (manual 3.16): the list and its export ask alike. */
export const callFilter = {
  /** Task number, whole or its beginning. */
  search: line(20).optional(),
  agentId: id.optional(),
  businessTypeId: id.optional(),
  /** 取消呼叫 */
  cancelled: flag.optional(),
  disposition: z.enum(dispositionOutcomes).optional(),
  /** Of 发起时间. */
  ...period,
}
export const callQuery = z.strictObject({
  ...listQuery,
  ...callFilter,
  cursor: z.string().max(200).optional(),
})
export const callPage = z.object({
  items: z.array(callRecord),
  nextCursor: z.string().nullable(),
})

/** One call as the console shows it, live or ended. */
export const callDetail = callRecord.extend({
  businessType: z.string(),
  businessItem: z.string(),
  insuredName: z.string().nullable(),
  /** 来电号码, masked: of a call whose customer came by phone number for another matter. */
  walkInPhone: z.string().nullable(),
  /** The item that the customer chose, or the order's. */
  businessItemId: id,
  /** Null unless the call is live and the reader is a participant. */
  media: callMedia.nullable(),
  serverTime: time,
})
export type CallDetail = z.infer<typeof callDetail>

export const openLeg = z.strictObject({
  sdp: z.string().min(1).max(64_000),
  /** The own leg that this one takes the place of. */
  replaces: id.optional(),
})
export const openedLeg = z.object({ legId: id, sdp: z.string() })
export const renegotiateLeg = z.strictObject({ sdp: z.string().min(1).max(64_000) })
export const renegotiatedLeg = z.object({ sdp: z.string() })
export const legParams = z.strictObject({ id, legId: id })
/** The page says what it sends, so that the other side shows words instead of a black picture. */
export const setTracks = z.strictObject({ audio: z.boolean(), video: z.boolean() })

/** One recorded track. */
const recording = z.object({
  id,
  participantId: id,
  participantRole: z.enum(['customer', 'agent']),
  participantName: z.string(),
  kind: z.enum(['audio', 'video']),
  file: z.string(),
  bytes: z.int(),
  startedAt: time,
  durationMs: z.int(),
  /** `empty`: closed without one packet. `damaged`: a write failed. */
  state: z.enum(['recording', 'complete', 'empty', 'damaged']),
})
export type Recording = z.infer<typeof recording>
/** One whose media reached the host, with recorded tracks or without. */
const connectedParticipant = z.object({
  participantId: id,
  role: z.enum(['customer', 'agent']),
  name: z.string(),
})
export type ConnectedParticipant = z.infer<typeof connectedParticipant>
export const recordings = z.object({
  items: z.array(recording),
  /** Everybody who connected; nobody until the call's recordings were collected. */
  connected: z.array(connectedParticipant),
  /** Media hosts that still have files of this call: what is listed is not all of it yet. */
  awaited: z.int().nonnegative(),
})
export type Recordings = z.infer<typeof recordings>
export const recordingParams = z.strictObject({ id, participantId: id })
