/** Sends the clip through one peer at its own pace, in a loop, with the reports of a browser. */
import { receiverReport, rtpPacket, senderReport } from './packets.ts'
import type { Peer } from './peer.ts'
import { types } from './sdp.ts'

export interface Payloads {
  /** RTP payloads of each video frame. */
  video: Buffer[][]
  audio: Buffer[]
}

const videoMs = 40
const audioMs = 20
const reportMs = 1000
/** A double: `performance.now()` of sending, at the end of each sound packet. */
export const stampBytes = 8

export class Sender {
  readonly #peer: Peer
  readonly #payloads: Payloads
  readonly #nextAt = { video: 0, audio: 0, report: 0 }
  #videoFrame = 0
  #audioPacket = 0
  #videoSequence = 0
  #transportSequence = 0
  #videoOctets = 0
  sent = 0
  refused = 0

  constructor(peer: Peer, payloads: Payloads) {
    this.#peer = peer
    this.#payloads = payloads
  }

  /** Begins now, each peer at a phase of its own so that they do not all send in one moment. */
  start(now: number): void {
    this.#nextAt.video = now + Math.random() * videoMs
    this.#nextAt.audio = now + Math.random() * audioMs
    this.#nextAt.report = now + Math.random() * reportMs
  }

  /** Sends what is due. */
  tick(now: number): void {
    for (; this.#nextAt.video <= now; this.#nextAt.video += videoMs) this.#sendFrame()
    for (; this.#nextAt.audio <= now; this.#nextAt.audio += audioMs) this.#sendSound()
    for (; this.#nextAt.report <= now; this.#nextAt.report += reportMs) this.#sendReports()
  }

  #sendFrame(): void {
    const { video } = this.#payloads
    const payloads = video[this.#videoFrame % video.length] ?? []
    payloads.forEach((payload, index) => {
      this.#videoSequence += 1
      this.#videoOctets += payload.length
      const packet = rtpPacket({
        type: types.vp8,
        marker: index === payloads.length - 1,
        sequence: this.#videoSequence,
        timestamp: this.#videoFrame * 3600,
        ssrc: this.#peer.ssrcs.video,
        transportSequence: (this.#transportSequence += 1),
        payload,
        tail: 0,
      })
      this.#send(packet)
    })
    this.#videoFrame += 1
  }

  #sendSound(): void {
    const { audio } = this.#payloads
    const packet = rtpPacket({
      type: types.opus,
      marker: false,
      sequence: this.#audioPacket,
      timestamp: this.#audioPacket * 960,
      ssrc: this.#peer.ssrcs.audio,
      transportSequence: (this.#transportSequence += 1),
      payload: audio[this.#audioPacket % audio.length] ?? Buffer.alloc(0),
      tail: stampBytes,
    })
    packet.writeDoubleBE(performance.now(), packet.length - stampBytes)
    this.#send(packet)
    this.#audioPacket += 1
  }

  #sendReports(): void {
    const { audio, video } = this.#peer.ssrcs
    this.#peer.send(senderReport(audio, this.#audioPacket, this.#audioPacket * 80))
    this.#peer.send(senderReport(video, this.#videoSequence, this.#videoOctets))
    const { arriving } = this.#peer
    if (arriving.video) this.#peer.send(receiverReport(audio, arriving.video, this.#videoSequence))
  }

  #send(packet: Buffer): void {
    if (this.#peer.send(packet)) this.sent += 1
    else this.refused += 1
  }
}
