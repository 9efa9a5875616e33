const pageHeader = 27
/** OpusHead and OpusTags. */
const headerPackets = 2

/** The Opus packets of an Ogg file (RFC 3533, 6): a packet ends at the first lacing value below 255. */
export const readOpus = (file: Buffer): Buffer[] => {
  const packets: Buffer[] = []
  let parts: Buffer[] = []
  for (let page = 0; page < file.length;) {
    const segments = file.readUInt8(page + 26)
    let at = page + pageHeader + segments
    for (let index = 0; index < segments; index += 1) {
      const length = file.readUInt8(page + pageHeader + index)
      parts.push(file.subarray(at, at + length))
      at += length
      if (length === 255) continue
      packets.push(Buffer.concat(parts))
      parts = []
    }
    page = at
  }
  return packets.slice(headerPackets)
}
