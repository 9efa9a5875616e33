/** An RTP packet for tests. */
export function rtpPacket(fields: {
  type: number
  sequence: number
  ssrc: number
  timestamp?: number
  marker?: boolean
  payload?: Buffer
  /** One-byte header extension elements: id → bytes. */
  extensions?: [id: number, data: Buffer][]
}): Buffer {
  const header = Buffer.alloc(12)
  header.writeUInt8(fields.extensions ? 0x90 : 0x80, 0)
  header.writeUInt8((fields.marker ? 0x80 : 0) | fields.type, 1)
  header.writeUInt16BE(fields.sequence & 0xffff, 2)
  header.writeUInt32BE((fields.timestamp ?? fields.sequence * 960) >>> 0, 4)
  header.writeUInt32BE(fields.ssrc, 8)
  const parts = [header]
  if (fields.extensions) {
    const elements = Buffer.concat(
      fields.extensions.map(([id, data]) =>
        Buffer.concat([Buffer.from([(id << 4) | (data.length - 1)]), data]),
      ),
    )
    const words = Math.ceil(elements.length / 4)
    const extension = Buffer.alloc(4 + words * 4)
    extension.writeUInt16BE(0xbede, 0)
    extension.writeUInt16BE(words, 2)
    elements.copy(extension, 4)
    parts.push(extension)
  }
  return Buffer.concat([...parts, fields.payload ?? Buffer.from('payload')])
}
