import type { MjrRecord } from '../../../platform/media/mjr.ts'
import { sequenceOf } from '../../../platform/media/rtp.ts'

/** A packet in the order of sending. */
export interface OrderedPacket extends MjrRecord {
  /** False when packets before this one never came. */
  contiguous: boolean
}

/** How long a missing packet is waited for: retransmissions have arrived by then or never will. */
const WAIT_MS = 1500
const WAIT_PACKETS = 4096

/** Puts packets in the order of their sequence numbers, drops doubles, and marks what is missing. */
export class PacketSorter {
  readonly #waiting = new Map<number, MjrRecord>()
  #next = -1
  #newestArrival = 0
  lost = 0

  /** Take packets in the order they arrived; give those whose turn has come. */
  push(record: MjrRecord): OrderedPacket[] {
    if (record.packet.length < 12) return []
    const sequence = this.#extend(sequenceOf(record.packet))
    if (this.#next < 0) this.#next = sequence
    if (sequence < this.#next || this.#waiting.has(sequence)) return []
    this.#waiting.set(sequence, record)
    this.#newestArrival = Math.max(this.#newestArrival, record.arrivalMs)
    const ready = this.#takeRun(true)
    while (this.#waiting.size > 0 && this.#isOverdue()) ready.push(...this.#skipGap())
    return ready
  }

  /** No more will come: give what still waits. */
  flush(): OrderedPacket[] {
    const rest: OrderedPacket[] = []
    while (this.#waiting.size > 0) rest.push(...this.#skipGap())
    return rest
  }

  #takeRun(contiguous: boolean): OrderedPacket[] {
    const run: OrderedPacket[] = []
    for (
      let record = this.#waiting.get(this.#next);
      record;
      record = this.#waiting.get(this.#next)
    ) {
      this.#waiting.delete(this.#next)
      this.#next += 1
      run.push({ ...record, contiguous: contiguous || run.length > 0 })
    }
    return run
  }

  #skipGap(): OrderedPacket[] {
    const first = Math.min(...this.#waiting.keys())
    this.lost += first - this.#next
    this.#next = first
    return this.#takeRun(false)
  }

  #isOverdue(): boolean {
    if (this.#waiting.size > WAIT_PACKETS) return true
    const oldest = this.#waiting.values().next().value
    return oldest !== undefined && this.#newestArrival - oldest.arrivalMs > WAIT_MS
  }

  /** The sequence number counted on past 65535. */
  #extend(sequence: number): number {
    if (this.#next < 0) return sequence + 0x10000
    return this.#next + (((sequence - this.#next) << 16) >> 16)
  }
}
