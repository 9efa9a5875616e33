import { createCanvas, loadImage } from '@napi-rs/canvas'
import { describe, expect, it } from 'vitest'
import { readImageFacts } from './image.ts'
import { takesPhotos, watermarkLines } from './rules.ts'
import { watermark } from './watermark.ts'

async function picture(width: number, height: number, type: 'jpeg' | 'png' | 'webp') {
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.fillStyle = 'rgb(200, 30, 30)'
  context.fillRect(0, 0, width, height)
  return type === 'png' ? canvas.encode('png') : canvas.encode(type, 90)
}

describe('an uploaded picture', () => {
  it.each(['jpeg', 'png', 'webp'] as const)('is recognised by its bytes: %s', async (type) => {
    expect(readImageFacts(await picture(640, 480, type))).toEqual({
      mediaType: `image/${type}`,
      width: 640,
      height: 480,
    })
  })

  it.each([
    ['text', Buffer.from('this is not a picture')],
    ['nothing', Buffer.alloc(0)],
    ['a GIF', Buffer.from('GIF89a\u0001\u0000\u0001\u0000')],
    ['a torn PNG', Buffer.from('89504e470d0a1a0a', 'hex')],
  ])('is refused where it is %s', (_name, bytes) => {
    expect(() => readImageFacts(bytes)).toThrow('not_an_image')
  })

  it('is refused by its header where it would fill the memory', async () => {
    const bytes = await picture(2, 2, 'png')
    bytes.writeUInt32BE(30_000, 16)
    bytes.writeUInt32BE(30_000, 20)
    expect(() => readImageFacts(bytes)).toThrow('photo_too_large')
  })

  it('is refused where the header is right and the rest is not', async () => {
    const bytes = (await picture(64, 48, 'jpeg')).subarray(0, 200)
    await expect(watermark(bytes, ['x'])).rejects.toThrow('not_an_image')
  })
})

describe('the watermark', () => {
  it('leaves the size and the middle as they were and writes at the lower left', async () => {
    const lines = watermarkLines({
      institution: '智能视频客服',
      taskNumber: '10000001',
      takenAt: new Date('2026-01-02T03:04:05Z'),
      timeZone: 'Asia/Shanghai',
      takenBy: '张三',
    })
    expect(lines.join('\n')).toMatch('任务编号 10000001')
    expect(lines.join('\n')).toMatch('11:04:05 GMT+8')
    const image = await loadImage(
      Buffer.from(await watermark(await picture(640, 480, 'png'), lines)),
    )
    expect([image.width, image.height]).toEqual([640, 480])
    const canvas = createCanvas(640, 480)
    const context = canvas.getContext('2d')
    context.drawImage(image, 0, 0)
    const isRed = (x: number, y: number) => {
      const [red = 0, green = 0] = context.getImageData(x, y, 1, 1).data
      return red > 150 && green < 90
    }
    expect(isRed(320, 100)).toBe(true)
    const written = Array.from({ length: 200 }, (_, index) => isRed(12 + index, 462)).filter(
      (red) => !red,
    )
    expect(written.length).toBeGreaterThan(40)
  })
})

describe('photos are taken', () => {
  it.each([
    ['active', true, null, true],
    ['ended', true, 30, true],
    ['ended', true, 90, false],
    ['ended', false, 5, false],
    ['ringing', false, null, false],
    ['queued', false, null, false],
  ] as const)(
    'in a call that is %s (answered %s, ended %s s ago): %s',
    (status, answered, ago, may) => {
      expect(takesPhotos({ status, answered, endedSecondsAgo: ago })).toBe(may)
    },
  )
})
