/** Where the picture bytes begin in a VP8 payload (RFC 7741, 4.2), and whether a frame begins here. */
export function readVp8Descriptor(payload: Buffer): { size: number; startsFrame: boolean } | null {
  const first = payload[0]
  if (first === undefined) return null
  let size = 1
  if (first & 0x80) {
    const flags = payload[1]
    if (flags === undefined) return null
    size += 1
    if (flags & 0x80) size += (payload[size] ?? 0) & 0x80 ? 2 : 1
    if (flags & 0x40) size += 1
    if (flags & 0x30) size += 1
  }
  if (payload.length <= size) return null
  return { size, startsFrame: (first & 0x10) !== 0 && (first & 0x07) === 0 }
}

const IDR = 5
const STAP_A = 24
const FU_A = 28

/** Types of the H.264 NAL units that begin in this payload (RFC 6184, 5.2). */
function nalTypesStartingIn(payload: Buffer): number[] {
  const type = (payload[0] ?? 0) & 0x1f
  if (type === FU_A) {
    const header = payload[1] ?? 0
    return header & 0x80 ? [header & 0x1f] : []
  }
  if (type !== STAP_A) return [type]
  const types: number[] = []
  for (let at = 1; at + 2 < payload.length; at += 2 + payload.readUInt16BE(at))
    types.push(payload.readUInt8(at + 2) & 0x1f)
  return types
}

/** Whether this RTP payload begins a keyframe. */
export function beginsKeyframe(codec: 'vp8' | 'h264', payload: Buffer): boolean {
  if (codec === 'h264') return payload.length > 0 && nalTypesStartingIn(payload).includes(IDR)
  const descriptor = readVp8Descriptor(payload)
  return (
    descriptor !== null && descriptor.startsFrame && (payload.readUInt8(descriptor.size) & 1) === 0
  )
}
