import type { LegState, TrackKind } from '@veridesk/contract/media-protocol'
import { LegRecorders } from './recorder/leg-recorders.ts'
import type { Route } from './route.ts'
import type { LegIds } from './rtp/id-map.ts'
import type { LocalTransport } from './sdp/answer.ts'
import { buildAnswer } from './sdp/answer.ts'
import type { VideoCodec } from './sdp/negotiate.ts'
import { extensionIdsOf, mainSections, payloadTypesOf, receivingPlaces } from './sdp/negotiate.ts'
import type { Offer } from './sdp/parse.ts'
import type { Slot } from './slot.ts'
import { freshSlot } from './slot.ts'
import type { Transport } from './transport.ts'

export interface Grants {
  publish: boolean
  subscribe: boolean
}

/** One stream the browser sends: a track, or the retransmissions of one. */
export interface SentStream {
  kind: TrackKind
  isRtx: boolean
  ssrc: number
}

/** One browser's connection to a call. Its state changes in `Room` only. */
export class Leg {
  readonly id: string
  readonly participantId: string
  readonly grants: Grants
  readonly record: boolean
  offer: Offer
  state: LegState = 'connecting'
  readonly createdAt = performance.now()
  transport: Transport | null = null
  local: LocalTransport | null = null
  /** The video codec of the last answer. */
  codec: VideoCodec = 'vp8'
  ids: LegIds = { types: { opus: null, red: null, video: null, rtx: null }, extensions: new Map() }
  /** What the browser sends, by SSRC. */
  sent: ReadonlyMap<number, SentStream> = new Map()
  /** Where other participants' streams arrive, one for each that the browser made room for. */
  slots: Slot[] = []
  /** Whom this leg's packets go to now; empty while the call is not forwarding. */
  routes: Route[] = []
  readonly recorders = new LegRecorders()
  openedAt = 0
  lastPacketAt = 0
  readonly lastTrackPacketAt = new Map<TrackKind, number>()
  readonly silentTracks = new Set<TrackKind>()
  #version = 0
  #generation = 0

  constructor(input: {
    legId: string
    participantId: string
    grants: Grants
    record: boolean
    offer: Offer
  }) {
    this.id = input.legId
    this.participantId = input.participantId
    this.grants = input.grants
    this.record = input.record
    this.offer = input.offer
  }

  /** Names the streams this leg sends: another one when the browser gave up SSRCs it had announced. */
  get streamId(): string {
    return `${this.id}/${this.#generation}`
  }

  /** Whether packets can be sent to this leg and are taken from it. */
  get isUp(): boolean {
    return this.state === 'open' || this.state === 'silent'
  }

  /** The track of this kind that the browser announced and may publish; null without. */
  track(kind: TrackKind): SentStream | null {
    if (!this.grants.publish) return null
    for (const stream of this.sent.values())
      if (stream.kind === kind && !stream.isRtx) return stream
    return null
  }

  /** The slot in which the stream of another leg arrives here; undefined without one. */
  slotFor(source: Leg): Slot | undefined {
    return this.slots.find((slot) => slot.source === source.streamId)
  }

  /** Take over an offer: payload types, extension ids and SSRCs of the browser. */
  negotiate(offer: Offer, codec: VideoCodec): void {
    this.offer = offer
    this.codec = codec
    this.ids = { types: payloadTypesOf(offer, codec), extensions: extensionIdsOf(offer) }
    const sent = new Map<number, SentStream>()
    for (const section of Object.values(mainSections(offer))) {
      if (!section || section.kind === 'other' || section.ssrc === null) continue
      const { kind, ssrc, rtxSsrc } = section
      if (section.direction === 'recvonly' || section.direction === 'inactive') continue
      sent.set(ssrc, { kind, isRtx: false, ssrc })
      if (rtxSsrc !== null) sent.set(rtxSsrc, { kind, isRtx: true, ssrc: rtxSsrc })
    }
    if ([...this.sent.keys()].some((ssrc) => !sent.has(ssrc))) this.#generation += 1
    this.sent = sent
    while (this.slots.length < receivingPlaces(offer)) this.slots.push(freshSlot())
  }

  /** The SDP answer to the offer last negotiated; announces the slot as it is now. */
  answer(): string {
    if (!this.local) throw new Error('the transport has not been answered yet')
    this.#version += 1
    return buildAnswer({
      offer: this.offer,
      local: this.local,
      codec: this.codec,
      announced: this.slots.map((slot) => slot.ssrcs),
      grants: this.grants,
      version: this.#version,
    })
  }
}
