import { markerOf, rtpPayload, timestampOf } from '../../../platform/media/rtp.ts'
import { avcDescription, spsSize } from './h264-headers.ts'
import type { OrderedPacket } from './ordered-packets.ts'
import type { Picture, PictureFormat } from './picture.ts'

const IDR = 5
const SPS = 7
const PPS = 8
const STAP_A = 24
const FU_A = 28

/** Puts H.264 pictures together from RTP (RFC 6184, non-interleaved); NAL units with 4-byte lengths. */
export class H264Pictures {
  #units: Buffer[] = []
  #fragments: Buffer[] = []
  #timestamp = -1
  /** After a loss: what is left of the torn picture is passed over. */
  #torn = false
  #needsKey = true
  skipped = 0

  /** The picture this packet completes; null while there is none. */
  push({ packet, contiguous, arrivalMs }: OrderedPacket): Picture | null {
    if (!contiguous) {
      this.#begin(-1)
      this.#torn = true
      this.#needsKey = true
    }
    const payload = rtpPayload(packet)
    if (!payload || payload.length < 2) return null
    if (timestampOf(packet) !== this.#timestamp) this.#begin(timestampOf(packet))
    // A keyframe begins with its parameter sets: such a packet is no remainder of anything.
    if (this.#torn && wholeUnits(payload).some((unit) => nalType(unit) === SPS)) this.#torn = false
    this.#collect(payload)
    if (!markerOf(packet)) return null
    const units = this.#torn ? [] : this.#units
    this.#torn = false
    this.#begin(-1)
    const isKey = units.some((unit) => nalType(unit) === IDR)
    if (isKey) this.#needsKey = false
    if (units.length === 0 || this.#needsKey) {
      this.skipped += 1
      return null
    }
    return { timestamp: timestampOf(packet), arrivalMs, isKey, data: withLengths(units) }
  }

  #begin(timestamp: number): void {
    this.#timestamp = timestamp
    this.#units = []
    this.#fragments = []
  }

  #collect(payload: Buffer): void {
    if (nalType(payload) !== FU_A) {
      this.#units.push(...wholeUnits(payload))
      return
    }
    const header = payload.readUInt8(1)
    if (header & 0x80) {
      const nalHeader = (payload.readUInt8(0) & 0xe0) | (header & 0x1f)
      this.#fragments = [Buffer.from([nalHeader]), payload.subarray(2)]
    } else if (this.#fragments.length > 0) {
      this.#fragments.push(payload.subarray(2))
    }
    if (header & 0x40 && this.#fragments.length > 0) {
      this.#units.push(Buffer.concat(this.#fragments))
      this.#fragments = []
    }
  }
}

/** Size and decoder description where this payload carries both parameter sets; else null. */
export function h264Format(payload: Buffer): PictureFormat | null {
  const units = wholeUnits(payload)
  const sps = units.find((unit) => nalType(unit) === SPS)
  const pps = units.find((unit) => nalType(unit) === PPS)
  const size = sps ? spsSize(sps) : null
  return sps && pps && size ? { ...size, description: avcDescription(sps, pps) } : null
}

const nalType = (unit: Buffer): number => (unit[0] ?? 0) & 0x1f

function wholeUnits(payload: Buffer): Buffer[] {
  const type = nalType(payload)
  if (type !== STAP_A) return type > 0 && type < STAP_A ? [payload] : []
  const units: Buffer[] = []
  for (let at = 1; at + 2 < payload.length;) {
    const size = payload.readUInt16BE(at)
    if (size === 0 || at + 2 + size > payload.length) break
    units.push(payload.subarray(at + 2, at + 2 + size))
    at += 2 + size
  }
  return units
}

function withLengths(units: Buffer[]): Buffer {
  return Buffer.concat(
    units.flatMap((unit) => {
      const length = Buffer.alloc(4)
      length.writeUInt32BE(unit.length)
      return [length, unit]
    }),
  )
}
