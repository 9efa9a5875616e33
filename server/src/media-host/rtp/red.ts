import { rtpHeaderLength } from '../../platform/media/rtp.ts'

/** One block of a RED payload (RFC 2198, 3). */
export interface RedBlock {
  payloadType: number
  /** How far its timestamp lies before the packet's; 0 for the primary, which comes last. */
  timestampOffset: number
  data: Buffer
}

/** The blocks of a RED payload, oldest first; empty when it is malformed. */
export function redBlocks(payload: Buffer): RedBlock[] {
  const headers: { payloadType: number; timestampOffset: number; length: number }[] = []
  let at = 0
  for (;;) {
    if (at >= payload.length) return []
    const first = payload.readUInt8(at)
    if (!(first & 0x80)) {
      headers.push({ payloadType: first & 0x7f, timestampOffset: 0, length: -1 })
      at += 1
      break
    }
    if (at + 4 > payload.length) return []
    const word = payload.readUInt32BE(at)
    headers.push({
      payloadType: first & 0x7f,
      timestampOffset: (word >>> 10) & 0x3fff,
      length: word & 0x3ff,
    })
    at += 4
  }
  const blocks: RedBlock[] = []
  for (const header of headers) {
    const end = header.length < 0 ? payload.length : at + header.length
    if (end > payload.length) return []
    blocks.push({ ...header, data: payload.subarray(at, end) })
    at = end
  }
  return blocks
}

/** An RTP packet with the header of `packet` and another payload; padding is dropped. */
export function withPayload(packet: Buffer, payload: Buffer): Buffer {
  const header = rtpHeaderLength(packet)
  const result = Buffer.concat([packet.subarray(0, header), payload])
  result.writeUInt8(result.readUInt8(0) & ~0x20, 0)
  return result
}
