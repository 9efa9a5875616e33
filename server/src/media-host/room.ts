import type { MediaEvent, RecordingFile } from '@veridesk/contract/media-protocol'
import { isRtcp, ssrcOf } from '../platform/media/rtp.ts'
import { log } from './log.ts'
import type { Grants } from './leg.ts'
import { Leg } from './leg.ts'
import { MediaError } from './media-error.ts'
import type { LegRecorders } from './recorder/leg-recorders.ts'
import { pictureLossIndication } from './rtcp/pli.ts'
import { routesBetween } from './route.ts'
import type { VideoCodec } from './sdp/negotiate.ts'
import { commonVideoCodec } from './sdp/negotiate.ts'
import { parseOffer } from './sdp/parse.ts'
import { assignSlot } from './slot.ts'
import type { TransportSettings } from './transport.ts'
import { Transport } from './transport.ts'

export interface OpenLegInput {
  participantId: string
  legId: string
  sdp: string
  replaces?: string | undefined
  grants: Grants
  record: boolean
}

export interface RoomSurroundings {
  transport: TransportSettings
  /** Directory of this call's recordings. */
  directory: string
  emit: (event: MediaEvent) => void
}

/** Wholly transparent passing of transport-cc works between two; a third needs estimates per receiver. */
const MAX_PARTICIPANTS = 2

/** One call: its legs, who hears whom, and its recordings. */
export class Room {
  readonly callId: string
  readonly legs = new Map<string, Leg>()
  readonly #around: RoomSurroundings
  readonly #closing = new Set<Promise<unknown>>()
  /** Of every leg that this process knew. */
  readonly #recorders: LegRecorders[] = []
  #forwarding = false
  forwardingSince = 0
  /** When the last leg left; null while there is one. */
  emptySince: number | null = performance.now()

  constructor(callId: string, around: RoomSurroundings) {
    this.callId = callId
    this.#around = around
  }

  get forwarding(): boolean {
    return this.#forwarding
  }

  /**
   * Answer a browser's offer with a new leg. Earlier legs of the same participant are closed once
   * it is open.
   * @throws MediaError `bad_sdp`; `bad_request` for a leg id in use or a third participant.
   */
  async openLeg(input: OpenLegInput): Promise<string> {
    if (this.legs.has(input.legId)) throw new MediaError('bad_request', 'this leg exists already')
    const others = [...this.legs.values()].filter(
      (leg) => leg.participantId !== input.participantId,
    )
    if (new Set(others.map((leg) => leg.participantId)).size >= MAX_PARTICIPANTS)
      throw new MediaError('bad_request', `a call holds ${MAX_PARTICIPANTS} participants`)
    if (others.some((leg) => leg.id === input.replaces))
      throw new MediaError('bad_request', 'a leg can only replace one of the same participant')
    const offer = parseOffer(input.sdp)
    const codec = commonVideoCodec([offer, ...others.map((leg) => leg.offer)])
    if (codec === null)
      throw new MediaError('bad_sdp', 'the offer has no video codec in common with the call')
    const leg = new Leg({ ...input, offer })
    leg.negotiate(offer, codec)
    this.legs.set(leg.id, leg)
    this.#recorders.push(leg.recorders)
    this.emptySince = null
    try {
      const { transport, local } = await Transport.answer(leg.id, offer, this.#around.transport, {
        opened: () => this.#opened(leg),
        ended: (how) => void this.#end(leg, how),
        packet: (packet) => this.#packet(leg, packet),
      })
      leg.transport = transport
      leg.local = local
    } catch (error) {
      this.#forget(leg)
      throw error
    }
    if (this.legs.get(leg.id) !== leg) {
      leg.transport.close()
      throw new MediaError('no_such_leg', 'the leg was closed while it was being opened')
    }
    this.#assignSlots()
    return leg.answer()
  }

  /** Answer a new offer on a living transport: new tracks of the browser, new SSRCs of its peer. */
  renegotiateLeg(legId: string, sdp: string): string {
    const leg = this.#leg(legId)
    const offer = parseOffer(sdp)
    if (offer.ufrag !== leg.offer.ufrag || offer.fingerprint !== leg.offer.fingerprint)
      throw new MediaError('bad_sdp', 'the offer is of another transport: replace the leg instead')
    const others = [...this.legs.values()].filter(
      (other) => other.participantId !== leg.participantId,
    )
    const codec = commonVideoCodec([offer, ...others.map((other) => other.offer)])
    if (codec === null)
      throw new MediaError('bad_sdp', 'the offer has no video codec in common with the call')
    leg.negotiate(offer, codec)
    this.#assignSlots()
    const answer = leg.answer()
    this.#rewire()
    this.#requestKeyframes()
    this.#endOutdated(codec)
    return answer
  }

  setForwarding(forwarding: boolean): void {
    if (forwarding === this.#forwarding) return
    this.#forwarding = forwarding
    this.forwardingSince = performance.now()
    this.#rewire()
    this.#requestKeyframes()
  }

  async closeLeg(legId: string): Promise<void> {
    await this.#end(this.#leg(legId), 'closed')
  }

  /** Close every leg; resolves when every file is on disk. */
  async close(): Promise<void> {
    for (const leg of this.legs.values()) void this.#end(leg, 'closed')
    await Promise.all(this.#closing)
  }

  /** Every recording of this call since this process knows it, closed or being written. */
  recordings(): RecordingFile[] {
    return this.#recorders.flatMap((recorders) => recorders.describe())
  }

  /** Change a leg's state and tell; ending goes through here as well. */
  setState(leg: Leg, state: Leg['state']): void {
    if (leg.state === state) return
    leg.state = state
    const { id: legId, participantId } = leg
    log('info', 'leg state', { callId: this.callId, participantId, legId, state })
    this.#around.emit({ event: 'leg-state', callId: this.callId, participantId, legId, state })
  }

  emit(event: MediaEvent): void {
    this.#around.emit(event)
  }

  /** End a leg that never opened or lost its transport. */
  fail(leg: Leg): void {
    void this.#end(leg, 'failed')
  }

  /** Ask this leg's camera for a keyframe. */
  requestKeyframe(leg: Leg): void {
    const video = leg.track('video')
    if (leg.isUp && video) leg.transport?.send(pictureLossIndication(1, video.ssrc))
  }

  #leg(legId: string): Leg {
    const leg = this.legs.get(legId)
    if (!leg) throw new MediaError('no_such_leg', 'the call has no such leg')
    return leg
  }

  #opened(leg: Leg): void {
    leg.openedAt = performance.now()
    leg.lastPacketAt = leg.openedAt
    this.setState(leg, 'open')
    for (const other of this.legs.values())
      if (other !== leg && other.participantId === leg.participantId)
        void this.#end(other, 'closed')
    this.#assignSlots()
    this.#rewire()
    this.#requestKeyframes()
    this.#endOutdated(leg.codec)
  }

  #packet(leg: Leg, packet: Buffer): void {
    const now = performance.now()
    leg.lastPacketAt = now
    if (leg.state === 'silent') this.setState(leg, 'open')
    if (!this.#forwarding) return
    if (isRtcp(packet)) {
      this.#passOn(leg, packet, 'sendRtcp')
      return
    }
    if (packet.length < 12) return
    const stream = leg.sent.get(ssrcOf(packet))
    if (!stream || !leg.grants.publish) return
    leg.lastTrackPacketAt.set(stream.kind, now)
    leg.recorders.put(stream.kind, packet, stream.isRtx)
    this.#passOn(leg, packet, 'sendRtp')
  }

  #passOn(leg: Leg, packet: Buffer, how: 'sendRtp' | 'sendRtcp'): void {
    const last = leg.routes.length - 1
    leg.routes.forEach((route, index) => route[how](index === last ? packet : Buffer.from(packet)))
  }

  /** Give every leg slots for its peers' current legs: new SSRCs where the old ones are spent. */
  #assignSlots(): void {
    const current = this.#currentLegs()
    const present = new Set(current.map((leg) => leg.participantId))
    for (const leg of this.legs.values())
      for (const source of current)
        if (source.participantId !== leg.participantId) assignSlot(leg, source, present)
  }

  /** One leg of each participant: the newest that is up, else the newest. */
  #currentLegs(): Leg[] {
    const current = new Map<string, Leg>()
    for (const leg of this.legs.values())
      if (leg.isUp || !current.get(leg.participantId)?.isUp) current.set(leg.participantId, leg)
    return [...current.values()]
  }

  /** Recompute who is connected to whom, and start the recorders that are due. */
  #rewire(): void {
    const up = [...this.legs.values()].filter((leg) => leg.isUp)
    for (const leg of up) {
      const peers = up.filter((other) => other.participantId !== leg.participantId)
      leg.routes = this.#forwarding ? peers.flatMap((peer) => routesBetween(leg, peer)) : []
      if (this.#forwarding && leg.record) this.#record(leg)
    }
  }

  #record(leg: Leg): void {
    for (const kind of ['audio', 'video'] as const) {
      const track = leg.track(kind)
      if (!track) continue
      const codec = kind === 'audio' ? 'opus' : leg.codec
      leg.recorders.arm({
        directory: this.#around.directory,
        callId: this.callId,
        participantId: leg.participantId,
        legId: leg.id,
        kind,
        codec,
        types: leg.ids.types,
        extensions: leg.ids.extensions,
        ssrc: track.ssrc,
      })
    }
  }

  #requestKeyframes(): void {
    if (this.#forwarding) for (const leg of this.legs.values()) this.requestKeyframe(leg)
  }

  /** The call's codec changed, for a browser that has no other: legs answered with another one are opened anew by their pages. */
  #endOutdated(codec: VideoCodec): void {
    for (const leg of this.legs.values()) if (leg.isUp && leg.codec !== codec) this.fail(leg)
  }

  #forget(leg: Leg): void {
    if (this.legs.get(leg.id) === leg) this.legs.delete(leg.id)
    if (this.legs.size === 0) this.emptySince ??= performance.now()
  }

  async #end(leg: Leg, how: 'failed' | 'closed'): Promise<void> {
    if (this.legs.get(leg.id) !== leg) return
    this.#forget(leg)
    leg.transport?.close()
    leg.routes = []
    this.setState(leg, how)
    this.#assignSlots()
    this.#rewire()
    const closing = this.#closeRecorders(leg)
    this.#closing.add(closing)
    await closing
    this.#closing.delete(closing)
  }

  async #closeRecorders(leg: Leg): Promise<void> {
    for (const recording of await leg.recorders.close()) {
      if (recording.error !== null)
        log('error', 'a recording has an error', { file: recording.file, reason: recording.error })
      this.#around.emit({ event: 'recording-closed', recording })
    }
  }
}
