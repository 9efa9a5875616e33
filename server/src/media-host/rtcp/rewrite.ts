/** SSRC → SSRC, from the numbers of one leg to those of another. */
export type SsrcMap = ReadonlyMap<number, number>

const SR = 200
const RR = 201
const SDES = 202
const BYE = 203
const APP = 204
const TRANSPORT_FEEDBACK = 205
const PAYLOAD_FEEDBACK = 206
const XR = 207
const FIR = 4
const REMB = 15

/**
 * Rewrite every SSRC of a compound RTCP packet in place (RFC 3550, 6; RFC 4585; RFC 5104; RFC 3611;
 * draft-alvestrand-rmcat-remb): SR, RR, SDES, BYE, APP, all feedback (NACK, transport-cc, PLI, FIR,
 * REMB) and XR. Numbers the map does not know stay as they are.
 * @returns false when the packet is malformed; it must not be passed on then.
 */
export function rewriteRtcp(compound: Buffer, ssrcs: SsrcMap): boolean {
  let at = 0
  while (at < compound.length) {
    if (at + 8 > compound.length || compound.readUInt8(at) >> 6 !== 2) return false
    const size = (compound.readUInt16BE(at + 2) + 1) * 4
    if (at + size > compound.length) return false
    if (!rewriteOne(compound.subarray(at, at + size), ssrcs)) return false
    at += size
  }
  return at > 0
}

function rewriteOne(packet: Buffer, ssrcs: SsrcMap): boolean {
  const count = packet.readUInt8(0) & 0x1f
  switch (packet.readUInt8(1)) {
    case SR:
      return swap(packet, 4, ssrcs) && swapEvery(packet, 28, 24, count, ssrcs)
    case RR:
      return swap(packet, 4, ssrcs) && swapEvery(packet, 8, 24, count, ssrcs)
    case SDES:
      return rewriteSdes(packet, count, ssrcs)
    case BYE:
      return swapEvery(packet, 4, 4, count, ssrcs)
    case APP:
      return swap(packet, 4, ssrcs)
    case TRANSPORT_FEEDBACK:
      return swap(packet, 4, ssrcs) && swap(packet, 8, ssrcs)
    case PAYLOAD_FEEDBACK:
      return rewritePayloadFeedback(packet, count, ssrcs)
    case XR:
      return rewriteXr(packet, ssrcs)
    default:
      // Types 192–199 and 208–223 carry nothing browsers use; unknown to us, they pass unread.
      return true
  }
}

function rewritePayloadFeedback(packet: Buffer, format: number, ssrcs: SsrcMap): boolean {
  if (!swap(packet, 4, ssrcs) || !swap(packet, 8, ssrcs)) return false
  if (format === FIR) return swapEvery(packet, 12, 8, Math.floor((packet.length - 12) / 8), ssrcs)
  if (format === REMB && packet.length >= 20 && packet.toString('latin1', 12, 16) === 'REMB')
    return swapEvery(packet, 20, 4, packet.readUInt8(16), ssrcs)
  return true
}

function rewriteSdes(packet: Buffer, chunks: number, ssrcs: SsrcMap): boolean {
  let at = 4
  for (let chunk = 0; chunk < chunks; chunk++) {
    if (!swap(packet, at, ssrcs)) return false
    let item = at + 4
    while (item < packet.length && packet.readUInt8(item) !== 0) {
      if (item + 2 > packet.length) return false
      item += 2 + packet.readUInt8(item + 1)
    }
    // A chunk ends with one to four zero bytes, on a 32-bit boundary.
    at = (item & ~3) + 4
    if (at > packet.length) return false
  }
  return true
}

/** Report blocks that begin with the SSRC of their source: loss, duplicates, receipt times, summary, VoIP. */
const XR_WITH_SOURCE: ReadonlySet<number> = new Set([1, 2, 3, 6, 7])
const XR_DLRR = 5

function rewriteXr(packet: Buffer, ssrcs: SsrcMap): boolean {
  if (!swap(packet, 4, ssrcs)) return false
  let at = 8
  while (at + 4 <= packet.length) {
    const type = packet.readUInt8(at)
    const size = (packet.readUInt16BE(at + 2) + 1) * 4
    if (at + size > packet.length) return false
    const block = packet.subarray(at, at + size)
    if (XR_WITH_SOURCE.has(type) && !swap(block, 4, ssrcs)) return false
    if (type === XR_DLRR && !swapEvery(block, 4, 12, Math.floor((size - 4) / 12), ssrcs))
      return false
    at += size
  }
  return true
}

function swapEvery(
  packet: Buffer,
  first: number,
  step: number,
  count: number,
  ssrcs: SsrcMap,
): boolean {
  for (let index = 0; index < count; index++)
    if (!swap(packet, first + index * step, ssrcs)) return false
  return true
}

function swap(packet: Buffer, at: number, ssrcs: SsrcMap): boolean {
  if (at + 4 > packet.length) return false
  const target = ssrcs.get(packet.readUInt32BE(at))
  if (target !== undefined) packet.writeUInt32BE(target, at)
  return true
}
