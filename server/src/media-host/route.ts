import type { Leg } from './leg.ts'
import { rewriteRtcp } from './rtcp/rewrite.ts'
import type { IdMap } from './rtp/id-map.ts'
import { applyIdMap, idMapBetween } from './rtp/id-map.ts'
import { redBlocks, withPayload } from './rtp/red.ts'
import type { Slot } from './slot.ts'
import { payloadTypeOf, rtpHeaderLength, rtpPayload, ssrcOf } from '../platform/media/rtp.ts'

/** One way from a leg to another: how its packets must be changed to be understood there. */
export class Route {
  readonly to: Leg
  readonly #slot: Slot
  readonly #ids: IdMap | null
  /** SSRCs of media that may pass; empty without the grants for it. */
  readonly #media = new Map<number, number>()
  /** Every SSRC that RTCP may name: media of either side. */
  readonly #control = new Map<number, number>()

  /** @param back the slot of `from` in which the stream of `to` arrives. */
  constructor(from: Leg, to: Leg, slot: Slot, back: Slot) {
    this.to = to
    this.#slot = slot
    this.#ids = idMapBetween(from.ids, to.ids)
    for (const stream of from.sent.values()) {
      const target = stream.isRtx ? slot.ssrcs.rtx : slot.ssrcs[stream.kind]
      this.#control.set(stream.ssrc, target)
      if (from.grants.publish && to.grants.subscribe) this.#media.set(stream.ssrc, target)
    }
    for (const stream of to.sent.values())
      this.#control.set(stream.isRtx ? back.ssrcs.rtx : back.ssrcs[stream.kind], stream.ssrc)
  }

  /** Pass one RTP packet on; changes the buffer. */
  sendRtp(packet: Buffer): void {
    const ssrc = this.#media.get(ssrcOf(packet))
    if (ssrc === undefined || rtpHeaderLength(packet) < 0) return
    const translated = this.#translate(packet)
    if (!translated) return
    translated.writeUInt32BE(ssrc, 8)
    this.#slot.used = true
    this.to.transport?.send(translated)
  }

  /** Pass one compound RTCP packet on; changes the buffer. */
  sendRtcp(compound: Buffer): void {
    if (rewriteRtcp(compound, this.#control)) this.to.transport?.send(compound)
  }

  #translate(packet: Buffer): Buffer | null {
    if (!this.#ids) return packet
    let translated = packet
    if (payloadTypeOf(packet) === this.#ids.unwrapRed) {
      const primary = redBlocks(rtpPayload(packet) ?? Buffer.alloc(0)).at(-1)
      if (!primary) return null
      translated = withPayload(packet, primary.data)
    }
    return applyIdMap(translated, this.#ids) ? translated : null
  }
}

/** The route from one leg to another; none while either has no slot for the other. */
export function routesBetween(from: Leg, to: Leg): Route[] {
  const slot = to.slotFor(from)
  const back = from.slotFor(to)
  return slot && back ? [new Route(from, to, slot, back)] : []
}
