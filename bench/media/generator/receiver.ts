/** Counts what one peer receives, reads the stamps, and sends the feedback of a browser. */
import { transportFeedback } from './packets.ts'
import type { Peer } from './peer.ts'
import { stampBytes } from './sender.ts'

const feedbackMs = 50

export class Receiver {
  peer: Peer | null = null
  received = 0
  /** Milliseconds from sending to receiving of each sound packet. */
  delays: number[] = []
  #nextFeedbackAt = 0
  #reported = 0
  #total = 0
  #feedbacks = 0

  packet(packet: Buffer): void {
    const second = packet[1] ?? 0
    // RTCP (RFC 5761, 4).
    if (second >= 192 && second <= 223) return
    this.received += 1
    this.#total += 1
    if ((second & 0x7f) === this.peer?.arriving.audioType)
      this.delays.push(performance.now() - packet.readDoubleBE(packet.length - stampBytes))
  }

  start(now: number): void {
    this.#nextFeedbackAt = now + Math.random() * feedbackMs
  }

  /** Transport-wide feedback on what came since the last: 20 a second, as Chromium at this bitrate. */
  tick(now: number): void {
    for (; this.#nextFeedbackAt <= now; this.#nextFeedbackAt += feedbackMs) {
      const count = this.#total - this.#reported
      if (!this.peer || count === 0) continue
      this.peer.send(
        transportFeedback({
          ssrc: this.peer.ssrcs.audio,
          source: this.peer.arriving.video,
          first: this.#reported,
          count,
          number: this.#feedbacks,
        }),
      )
      this.#feedbacks += 1
      this.#reported = this.#total
    }
  }
}
