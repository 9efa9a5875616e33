/**
 * Reading RTP packets (RFC 3550, 5.1), shared by the relay, the recorder and the converter.
 * All functions take a whole packet and never read past its end.
 */

const FIXED_HEADER = 12

/** RTP and RTCP share one port (RFC 5761, 4): types 192–223 in the second byte are RTCP. */
export function isRtcp(packet: Buffer): boolean {
  const type = packet[1] ?? 0
  return type >= 192 && type <= 223
}

/** Length of the header with CSRCs and extension in bytes; -1 when the packet is not sound RTP. */
export function rtpHeaderLength(packet: Buffer): number {
  if (packet.length < FIXED_HEADER || packet.readUInt8(0) >> 6 !== 2) return -1
  let length = FIXED_HEADER + (packet.readUInt8(0) & 0x0f) * 4
  if (packet.readUInt8(0) & 0x10) {
    if (packet.length < length + 4) return -1
    length += 4 + packet.readUInt16BE(length + 2) * 4
  }
  return packet.length < length ? -1 : length
}

/** Bytes of padding at the end; -1 when the count is impossible. */
export function rtpPadding(packet: Buffer, headerLength: number): number {
  if (!(packet.readUInt8(0) & 0x20)) return 0
  const padding = packet.readUInt8(packet.length - 1)
  return padding === 0 || padding > packet.length - headerLength ? -1 : padding
}

/** The payload without header and padding; null when the packet is not sound RTP. */
export function rtpPayload(packet: Buffer): Buffer | null {
  const header = rtpHeaderLength(packet)
  if (header < 0) return null
  const padding = rtpPadding(packet, header)
  return padding < 0 ? null : packet.subarray(header, packet.length - padding)
}

export const payloadTypeOf = (packet: Buffer): number => packet.readUInt8(1) & 0x7f
export const markerOf = (packet: Buffer): boolean => packet.readUInt8(1) >= 0x80
export const sequenceOf = (packet: Buffer): number => packet.readUInt16BE(2)
export const timestampOf = (packet: Buffer): number => packet.readUInt32BE(4)
export const ssrcOf = (packet: Buffer): number => packet.readUInt32BE(8)

/** One element of the one-byte header extension (RFC 8285, 4.2); null when the packet lacks it. */
export function extensionOf(packet: Buffer, id: number): Buffer | null {
  const header = rtpHeaderLength(packet)
  if (header < 0 || !(packet.readUInt8(0) & 0x10)) return null
  let at = FIXED_HEADER + (packet.readUInt8(0) & 0x0f) * 4
  if (packet.readUInt16BE(at) !== 0xbede) return null
  at += 4
  while (at < header) {
    const byte = packet.readUInt8(at)
    const size = (byte & 0x0f) + 1
    if (byte === 0) at += 1
    else if (byte >> 4 === id)
      return at + 1 + size <= header ? packet.subarray(at + 1, at + 1 + size) : null
    else at += 1 + size
  }
  return null
}
