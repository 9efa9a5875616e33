import { crc32, deflateSync } from 'node:zlib'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { describe, expect, it } from 'vitest'
import { drawLogo } from './logo.ts'

/** A red picture with a hole in the middle. */
async function picture(format: 'png' | 'jpeg' | 'webp', width = 64, height = 32): Promise<Buffer> {
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.fillStyle = '#d4002a'
  context.fillRect(0, 0, width / 4, height)
  return format === 'png' ? canvas.encode('png') : canvas.encode(format)
}

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}
const insertChunk = (png: Buffer, chunk: Buffer) =>
  Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)])

/** A PNG of one grey, small as a file and huge once decoded. */
function bomb(side: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  header[8] = 1
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(Buffer.alloc((Math.ceil(side / 8) + 1) * side))),
    pngChunk('IEND', Buffer.alloc(0)),
  ])
}
const script = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'

describe('a logo', () => {
  it('keeps what is see-through and is no larger than 512 pixels', async () => {
    const image = await loadImage(await drawLogo(await picture('png', 2000, 1000)))
    expect([image.width, image.height]).toEqual([512, 256])
    const context = createCanvas(512, 256).getContext('2d')
    context.drawImage(image, 0, 0)
    expect([...context.getImageData(10, 10, 1, 1).data]).toEqual([212, 0, 42, 255])
    expect(context.getImageData(400, 10, 1, 1).data[3]).toBe(0)
  })

  it('carries nothing along that was hidden in the file', async () => {
    const png = insertChunk(
      await picture('png'),
      pngChunk('tEXt', Buffer.from(`Comment\0${script}`)),
    )
    expect(png.toString('latin1')).toContain('script')
    expect(Buffer.from(await drawLogo(png)).toString('latin1')).not.toContain('script')
  })

  it.each([
    ['an SVG with a script', () => Buffer.from(script)],
    ['an SVG behind a declaration', () => Buffer.from(`<?xml version="1.0"?>${script}`)],
    [
      'a PNG with a page behind it',
      async () => Buffer.concat([await picture('png'), Buffer.from(script)]),
    ],
    [
      'a JPEG with an archive behind it',
      async () => Buffer.concat([await picture('jpeg'), Buffer.from('PK\x03\x04')]),
    ],
    [
      'a WebP with a script behind it',
      async () => Buffer.concat([await picture('webp'), Buffer.from(script)]),
    ],
    ['a script that begins like a GIF', () => Buffer.from('GIF89a/*\x01\x00\x01*/=alert(1)//')],
    ['a PNG cut short', async () => (await picture('png')).subarray(0, 60)],
    ["a PNG's head and nothing else", async () => (await picture('png')).subarray(0, 33)],
    ['a decompression bomb', () => bomb(12_000)],
    ['nothing', () => Buffer.alloc(0)],
    ['noise', () => Buffer.alloc(1000, 0xd8)],
  ])('%s is refused', async (_name, make) => {
    const bytes = await make()
    expect(bytes.length).toBeLessThan(512 * 1024)
    await expect(drawLogo(bytes)).rejects.toMatchObject({ code: 'not_an_image' })
  })
})
