const fileHeader = 32
const frameHeader = 12

/** The frames of an IVF file: a header of 32 bytes, then each frame after its length and time. */
export const readIvf = (file: Buffer): Buffer[] => {
  const frames: Buffer[] = []
  for (let at = fileHeader; at < file.length;) {
    const length = file.readUInt32LE(at)
    const start = at + frameHeader
    frames.push(file.subarray(start, start + length))
    at = start + length
  }
  return frames
}
