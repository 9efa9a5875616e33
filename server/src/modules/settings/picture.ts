import { imageSize } from 'image-size'

/** Four bytes each once decoded. A logo of 512 KB with more pixels than this is a bomb. */
const mostPixels = 16_000_000

/** Where a PNG's last chunk ends, or -1. */
function endOfPng(bytes: Buffer): number {
  for (let at = 8; at + 12 <= bytes.length;) {
    const end = at + 12 + bytes.readUInt32BE(at)
    if (bytes.toString('latin1', at + 4, at + 8) === 'IEND') return end
    at = end
  }
  return -1
}

/** Whether nothing follows the picture's own end, by type. */
const endsThere: Readonly<Record<string, (bytes: Buffer) => boolean>> = {
  png: (bytes) => endOfPng(bytes) === bytes.length,
  jpg: (bytes) => bytes.readUInt16BE(bytes.length - 2) === 0xffd9,
  webp: (bytes) => bytes.readUInt32LE(4) + 8 === bytes.length,
}

/** One PNG, JPEG or WebP of a bearable size and nothing else behind it, read from its headers. */
export function isPlainPicture(given: Uint8Array): boolean {
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength)
  try {
    const { type = '', width, height } = imageSize(bytes)
    return (endsThere[type]?.(bytes) ?? false) && width * height <= mostPixels
  } catch {
    // Neither of the two reads what is no picture or is cut short.
    return false
  }
}
