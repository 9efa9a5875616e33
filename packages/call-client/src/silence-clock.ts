/** How long nothing arrived on a leg that should bring something. */
import type { SessionStats } from './stats.ts'

const checksFreshMs = 2000
/** Readings come five times a second; after a longer gap the page slept, and nothing of it counts. */
const sleptMs = 1500

export class SilenceClock {
  #bytes = -1
  #checks = -1
  /** When something arrived last, or was first due; null while nothing is due. */
  #since: number | null = null
  #checksAt = Number.NEGATIVE_INFINITY
  #readAt = 0

  /** A new leg, or another thing to wait for: counting starts with the next reading. */
  reset(): void {
    this.#since = null
    this.#bytes = -1
    this.#checks = -1
  }

  /** @param now `performance.now()` @param due a peer is open and both may send */
  read(now: number, stats: SessionStats, due: boolean): void {
    const slept = now - this.#readAt > sleptMs
    const arrived = stats.transportBytesReceived !== this.#bytes
    if (!due) this.#since = null
    else if (this.#since === null || arrived || slept) this.#since = now
    if (this.#checks >= 0 && stats.checksAnswered > this.#checks) this.#checksAt = now
    this.#bytes = stats.transportBytesReceived
    this.#checks = stats.checksAnswered
    this.#readAt = now
  }

  silentMs(now: number): number {
    return this.#since === null ? 0 : now - this.#since
  }

  checksAnswered(now: number): boolean {
    return now - this.#checksAt < checksFreshMs
  }
}
