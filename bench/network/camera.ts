/** A camera whose picture is hard to encode, so that the senders use the bitrate they get. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

export const picture = { width: 640, height: 480 }
const frames = 50

/** Writes a Y4M file of two seconds that Chromium repeats: drifting stripes under grain. Returns its path. */
export function makeNoisyCamera(folder: string): string {
  const { width, height } = picture
  const file = join(folder, 'camera.y4m')
  const parts = [Buffer.from(`YUV4MPEG2 W${width} H${height} F25:1 Ip A1:1 C420jpeg\n`)]
  const chroma = Buffer.alloc((width * height) / 2, 128)
  let random = 1
  for (let frame = 0; frame < frames; frame += 1) {
    const luma = Buffer.alloc(width * height)
    for (let y = 0; y < height; y += 1)
      for (let x = 0; x < width; x += 1) {
        random = (Math.imul(random, 1664525) + 1013904223) | 0
        const stripes = Math.sin((x + frame * 12) / 20) * Math.cos((y - frame * 6) / 25)
        luma[y * width + x] = 128 + 70 * stripes + (random >>> 28) - 8
      }
    parts.push(Buffer.from('FRAME\n'), luma, chroma)
  }
  writeFileSync(file, Buffer.concat(parts))
  return file
}
