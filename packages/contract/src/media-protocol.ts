/**
 * The protocol between the app and a media host (architecture.md, "Processes").
 *
 * One WebSocket at `/control`, `Authorization: Bearer <MEDIA_SECRET>`, JSON frames. The app sends
 * `MediaRequest`, the host answers each with one `MediaResponse` of the same `id`, and sends
 * `MediaEvent` to every connected app whenever something happens. Recordings are read over HTTP:
 * `GET /recordings/<callId>/<file>` with the same bearer secret (Range supported).
 */
import { z } from 'zod'

/** Ids travel into file names: a UUID and nothing else. */
const id = z.uuid()
const sdp = z.string().min(1).max(64_000)

export const trackKind = z.enum(['audio', 'video'])
export type TrackKind = z.infer<typeof trackKind>

/** connecting → open ⇄ silent; open | silent | connecting → failed | closed. Silent = nothing received for 2 s. */
export const legState = z.enum(['connecting', 'open', 'silent', 'failed', 'closed'])
export type LegState = z.infer<typeof legState>

/** One recorded track of one leg: an MJR file below `recordings/<callId>/`. */
export const recordingFile = z.strictObject({
  callId: id,
  participantId: id,
  legId: id,
  kind: trackKind,
  codec: z.enum(['opus', 'vp8', 'h264']).nullable(),
  /** File name below the call's directory. */
  file: z.string().regex(/^[0-9a-z.-]+$/),
  bytes: z.int().nonnegative(),
  packets: z.int().nonnegative(),
  keyframes: z.int().nonnegative(),
  /** Wall clock of the moment recording of this track was armed. */
  startedAt: z.iso.datetime(),
  /** Null until closed. */
  endedAt: z.iso.datetime().nullable(),
  /** From the first to the last packet, by arrival; 0 for an empty track. */
  durationMs: z.int().nonnegative(),
  closed: z.boolean(),
  /** The first write error, in English for the log; null when every byte was written. */
  error: z.string().nullable(),
})
export type RecordingFile = z.infer<typeof recordingFile>

const grants = z.strictObject({ publish: z.boolean(), subscribe: z.boolean() })

/** Request methods: input and output of each. */
export const mediaMethods = {
  /** Open a leg from the browser's SDP offer; answers with the host's SDP. `replaces` closes the named leg once the new one is open. */
  openLeg: {
    input: z.strictObject({
      callId: id,
      participantId: id,
      legId: id,
      sdp,
      replaces: id.optional(),
      grants,
      record: z.boolean(),
    }),
    output: z.strictObject({ sdp }),
  },
  /** A new offer on a living transport (same ICE and DTLS): after a peer's leg was replaced, so that its fresh SSRCs are announced. */
  renegotiateLeg: {
    input: z.strictObject({ callId: id, legId: id, sdp }),
    output: z.strictObject({ sdp }),
  },
  /** Start or stop forwarding and recording: nothing is relayed or written before the call is answered. Idempotent. */
  setForwarding: {
    input: z.strictObject({ callId: id, forwarding: z.boolean() }),
    output: z.strictObject({}),
  },
  closeLeg: { input: z.strictObject({ callId: id, legId: id }), output: z.strictObject({}) },
  /** Close every leg and every file; answers with all recorded tracks of the call. Idempotent, also for a call long gone. */
  closeCall: {
    input: z.strictObject({ callId: id }),
    output: z.strictObject({ recordings: z.array(recordingFile) }),
  },
  listRecordings: {
    input: z.strictObject({ callId: id }),
    output: z.strictObject({ recordings: z.array(recordingFile) }),
  },
  /** What lives on this host now: for reconciling after either side restarted. */
  describe: {
    input: z.strictObject({}),
    output: z.strictObject({
      hostId: id,
      startedAt: z.iso.datetime(),
      calls: z.array(
        z.strictObject({
          callId: id,
          forwarding: z.boolean(),
          legs: z.array(z.strictObject({ legId: id, participantId: id, state: legState })),
        }),
      ),
    }),
  },
} as const

export type MediaMethod = keyof typeof mediaMethods
export type MediaInput<M extends MediaMethod> = z.input<(typeof mediaMethods)[M]['input']>
export type MediaOutput<M extends MediaMethod> = z.output<(typeof mediaMethods)[M]['output']>

export const mediaRequest = z.strictObject({
  id: z.int().nonnegative(),
  method: z.enum(Object.keys(mediaMethods) as [MediaMethod, ...MediaMethod[]]),
  params: z.unknown(),
})
export type MediaRequest = z.infer<typeof mediaRequest>

/** Error codes a host answers with; the app maps them to its own. */
export const mediaErrorCode = z.enum([
  'bad_request',
  'bad_sdp',
  'no_such_call',
  'no_such_leg',
  'host_full',
  'internal',
])
export type MediaErrorCode = z.infer<typeof mediaErrorCode>

export const mediaResponse = z.union([
  z.strictObject({ id: z.int(), result: z.unknown() }),
  z.strictObject({
    id: z.int(),
    error: z.strictObject({ code: mediaErrorCode, message: z.string() }),
  }),
])
export type MediaResponse = z.infer<typeof mediaResponse>

export const mediaEvent = z.discriminatedUnion('event', [
  z.strictObject({
    event: z.literal('leg-state'),
    callId: id,
    participantId: id,
    legId: id,
    state: legState,
  }),
  /** A granted, open leg whose track of this kind brought no packet for 5 s while forwarding, or came back. */
  z.strictObject({
    event: z.literal('track-silent'),
    callId: id,
    participantId: id,
    legId: id,
    kind: trackKind,
    silent: z.boolean(),
  }),
  z.strictObject({ event: z.literal('recording-closed'), recording: recordingFile }),
])
export type MediaEvent = z.infer<typeof mediaEvent>
