/** A fake camera of one colour, as the uncompressed file that Chromium plays as its device. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

export interface Colour {
  readonly red: number
  readonly green: number
  readonly blue: number
}

const folder = mkdtempSync(path.join(tmpdir(), 'veridesk-camera-'))

/** BT.601, limited range, as Chromium reads y4m. */
function toYuv({ red, green, blue }: Colour): [number, number, number] {
  return [
    Math.round(16 + 0.257 * red + 0.504 * green + 0.098 * blue),
    Math.round(128 - 0.148 * red - 0.291 * green + 0.439 * blue),
    Math.round(128 + 0.439 * red - 0.368 * green - 0.071 * blue),
  ]
}

/** The file's path. A grey square wanders over the colour, so that every frame differs from the last. */
export function makeCamera(name: string, colour: Colour, width: number, height: number): string {
  const [y, u, v] = toYuv(colour)
  const file = path.join(folder, `${name}.y4m`)
  const parts = [Buffer.from(`YUV4MPEG2 W${width} H${height} F20:1 Ip A1:1 C420jpeg\n`)]
  const chroma = (width * height) / 4
  for (let frame = 0; frame < 10; frame += 1) {
    const luma = Buffer.alloc(width * height, y)
    for (let row = 8; row < 40; row += 1)
      luma.fill(128, row * width + 8 + frame * 16, row * width + 40 + frame * 16)
    parts.push(Buffer.from('FRAME\n'), luma, Buffer.alloc(chroma, u), Buffer.alloc(chroma, v))
  }
  writeFileSync(file, Buffer.concat(parts))
  return file
}
