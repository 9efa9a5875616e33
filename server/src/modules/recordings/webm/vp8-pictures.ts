import { readVp8Descriptor } from '../../../platform/media/keyframe.ts'
import { markerOf, rtpPayload, timestampOf } from '../../../platform/media/rtp.ts'
import type { OrderedPacket } from './ordered-packets.ts'
import type { Picture, PictureFormat } from './picture.ts'

/** Puts VP8 pictures together from RTP (RFC 7741). After a loss nothing until the next keyframe. */
export class Vp8Pictures {
  #parts: Buffer[] = []
  #timestamp = -1
  #needsKey = true
  skipped = 0

  /** The picture this packet completes; null while there is none. */
  push({ packet, contiguous, arrivalMs }: OrderedPacket): Picture | null {
    if (!contiguous) {
      this.#parts = []
      this.#needsKey = true
    }
    const payload = rtpPayload(packet)
    const descriptor = payload && readVp8Descriptor(payload)
    if (!payload || !descriptor) return null
    if (descriptor.startsFrame) {
      this.#parts = []
      this.#timestamp = timestampOf(packet)
    } else if (this.#parts.length === 0 || timestampOf(packet) !== this.#timestamp) {
      return null
    }
    this.#parts.push(payload.subarray(descriptor.size))
    if (!markerOf(packet)) return null
    const data = Buffer.concat(this.#parts)
    this.#parts = []
    const isKey = (data.readUInt8(0) & 1) === 0
    if (isKey) this.#needsKey = false
    if (this.#needsKey) {
      this.skipped += 1
      return null
    }
    return { timestamp: this.#timestamp, arrivalMs, isKey, data }
  }
}

/** Size of the picture that begins in this payload (RFC 6386, 9.1); null unless a keyframe does. */
export function vp8Format(payload: Buffer): PictureFormat | null {
  const descriptor = readVp8Descriptor(payload)
  if (!descriptor?.startsFrame || payload.length < descriptor.size + 10) return null
  const frame = payload.subarray(descriptor.size)
  if (frame.readUInt8(0) & 1 || frame.readUIntBE(3, 3) !== 0x9d012a) return null
  return {
    width: frame.readUInt16LE(6) & 0x3fff,
    height: frame.readUInt16LE(8) & 0x3fff,
    description: null,
  }
}
