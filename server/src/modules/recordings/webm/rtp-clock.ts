/** Turns RTP timestamps, which wrap at 32 bits, into ms that run on. */
export class RtpClock {
  readonly #perMs: number
  #last = -1
  #ticks = 0

  constructor(codec: 'opus' | 'vp8' | 'h264') {
    this.#perMs = codec === 'opus' ? 48 : 90
  }

  /** Ms since the first timestamp given; earlier ones are negative. */
  toMs(timestamp: number): number {
    if (this.#last < 0) this.#last = timestamp
    const step = (timestamp - this.#last) | 0
    // Only forwards, so that one packet out of order does not move the base.
    if (step > 0) {
      this.#ticks += step
      this.#last = timestamp
      return this.#ticks / this.#perMs
    }
    return (this.#ticks + step) / this.#perMs
  }
}
