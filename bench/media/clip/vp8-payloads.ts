/** As Chromium packs them. */
const mostBytes = 1180

/** One frame as RTP payloads: descriptor with a 15-bit picture id (RFC 7741, 4.2), then parts of equal size. */
export const vp8Payloads = (frame: Buffer, pictureId: number): Buffer[] => {
  const count = Math.ceil(frame.length / mostBytes)
  const size = Math.ceil(frame.length / count)
  return Array.from({ length: count }, (_, index) => {
    const start = index === 0 ? 0x10 : 0
    const descriptor = [0x80 | start, 0x80, 0x80 | ((pictureId >> 8) & 0x7f), pictureId & 0xff]
    return Buffer.concat([
      Buffer.from(descriptor),
      frame.subarray(index * size, (index + 1) * size),
    ])
  })
}
