/** RTP and RTCP as a browser in a call sends them. */
import { extensions } from './sdp.ts'

/** An RTP packet with abs-send-time and transport-cc in one-byte extensions (RFC 8285). */
export const rtpPacket = (fields: {
  type: number
  marker: boolean
  sequence: number
  timestamp: number
  ssrc: number
  transportSequence: number
  payload: Buffer
  /** Bytes left free at the end. */
  tail: number
}): Buffer => {
  const packet = Buffer.allocUnsafe(24 + fields.payload.length + fields.tail)
  packet[0] = 0x90
  packet[1] = (fields.marker ? 0x80 : 0) | fields.type
  packet.writeUInt16BE(fields.sequence & 0xffff, 2)
  packet.writeUInt32BE(fields.timestamp >>> 0, 4)
  packet.writeUInt32BE(fields.ssrc, 8)
  packet.writeUInt32BE(0xbede0002, 12)
  packet[16] = (extensions.absSendTime << 4) | 2
  // 6.18 fixed point seconds.
  packet.writeUIntBE(Math.round(performance.now() * 262.144) & 0xffffff, 17, 3)
  packet[20] = (extensions.transportCc << 4) | 1
  packet.writeUInt16BE(fields.transportSequence & 0xffff, 21)
  packet[23] = 0
  fields.payload.copy(packet, 24)
  return packet
}

const header = (count: number, type: number, words: number) => {
  const packet = Buffer.alloc((words + 1) * 4)
  packet[0] = 0x80 | count
  packet[1] = type
  packet.writeUInt16BE(words, 2)
  return packet
}

/** A sender report without report blocks (RFC 3550, 6.4.1). */
export const senderReport = (ssrc: number, packets: number, octets: number): Buffer => {
  const report = header(0, 200, 6)
  report.writeUInt32BE(ssrc, 4)
  report.writeUInt32BE(Math.floor(Date.now() / 1000) + 2_208_988_800, 8)
  report.writeUInt32BE(packets, 20)
  report.writeUInt32BE(octets >>> 0, 24)
  return report
}

/** A receiver report on one source, nothing lost (RFC 3550, 6.4.2). */
export const receiverReport = (ssrc: number, source: number, highest: number): Buffer => {
  const report = header(1, 201, 7)
  report.writeUInt32BE(ssrc, 4)
  report.writeUInt32BE(source, 8)
  report.writeUInt32BE(highest, 16)
  return report
}

/**
 * Transport-wide feedback: `count` packets from `first` on, each received 1 ms after the one before
 * (draft-holmer-rmcat-transport-wide-cc-extensions-01, 3.1).
 */
export const transportFeedback = (fields: {
  ssrc: number
  source: number
  first: number
  count: number
  number: number
}): Buffer => {
  const { count } = fields
  const deltas = Math.ceil((count + 2) / 4) * 4 - 2
  const feedback = header(15, 205, 4 + (2 + deltas) / 4)
  feedback.writeUInt32BE(fields.ssrc, 4)
  feedback.writeUInt32BE(fields.source, 8)
  feedback.writeUInt16BE(fields.first & 0xffff, 12)
  feedback.writeUInt16BE(count, 14)
  // Reference time in units of 64 ms, and the running number.
  feedback.writeUIntBE(Math.floor(performance.now() / 64) & 0xffffff, 16, 3)
  feedback[19] = fields.number & 0xff
  // One run of "received, small delta"; deltas in units of 250 µs.
  feedback.writeUInt16BE((1 << 13) | count, 20)
  feedback.fill(4, 22, 22 + count)
  return feedback
}
