import { describe, expect, test } from 'vitest'
import { sacrificeFor, scaleDownBy, type Sacrifice } from './sender.ts'

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

describe('what gives way when the network is slower', () => {
  const table: [number | null, Sacrifice, Sacrifice][] = [
    [null, 'maintain-framerate', 'maintain-framerate'],
    [900_000, 'maintain-framerate', 'maintain-framerate'],
    [1_000_000, 'maintain-framerate', 'maintain-resolution'],
    [700_000, 'maintain-resolution', 'maintain-resolution'],
    [699_999, 'maintain-resolution', 'maintain-framerate'],
  ]
  test.each(table)('%s bits per second, so far %s → %s', (available, now, expected) => {
    expect(sacrificeFor(now, available, bounds)).toBe(expected)
  })

  test('a picture that may use little always gives way in size', () => {
    const small = { videoKbps: 500, width: 640, height: 480 }
    expect(sacrificeFor('maintain-framerate', 5_000_000, small)).toBe('maintain-framerate')
  })
})
