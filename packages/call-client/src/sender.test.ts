import { describe, expect, test } from 'vitest'
import { scaleDownBy } from './sender.ts'

const bounds = { videoKbps: 1500, width: 1280, height: 720 }

describe('a picture is shrunk to the bounds', () => {
  const table: [number | undefined, number | undefined, number][] = [
    [1280, 720, 1],
    [640, 480, 1],
    [1920, 1080, 1.5],
    [720, 1280, 1],
    [2160, 3840, 3],
    [1280, 960, 960 / 720],
    [undefined, undefined, 1],
  ]
  test.each(table)('%s x %s → by %s', (width, height, expected) => {
    const picture = width && height ? { width, height } : {}
    expect(scaleDownBy(picture, bounds)).toBeCloseTo(expected)
  })
})
