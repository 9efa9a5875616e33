/** A picture loss indication (RFC 4585, 6.3.1): asks the sender of `mediaSsrc` for a keyframe. */
export function pictureLossIndication(senderSsrc: number, mediaSsrc: number): Buffer {
  const packet = Buffer.alloc(12)
  packet.writeUInt8(0x81, 0)
  packet.writeUInt8(206, 1)
  packet.writeUInt16BE(2, 2)
  packet.writeUInt32BE(senderSsrc, 4)
  packet.writeUInt32BE(mediaSsrc, 8)
  return packet
}
