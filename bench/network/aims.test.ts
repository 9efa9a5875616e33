import { expect, test } from 'vitest'
import { bitrateAim, pictureAims } from './aims.ts'
import type { Measurement, Way } from './measure.ts'

const way = (change: Partial<Way> = {}): Way => ({
  fps: 25,
  frozen: 0,
  kbps: 1000,
  concealed: 0,
  ...change,
})
const both = (up: Way, down = way()): Measurement => ({ up, down })

test('the worst direction of the worst row decides', () => {
  const aims = pictureAims([
    { relay: both(way()), direct: both(way()) },
    { relay: both(way(), way({ fps: 20, frozen: 0.05 })), direct: both(way()) },
  ])
  expect(aims.map(({ value, met }) => [value, met])).toEqual([
    [0.8, false],
    [5, true],
  ])
})

test('bitrates are compared by their means', () => {
  const run = (relay: number, direct: number) => ({
    relay: both(way({ kbps: relay })),
    direct: both(way({ kbps: direct })),
  })
  expect(bitrateAim([run(500, 1000), run(1100, 1000)])).toMatchObject([{ value: 0.8, met: true }])
})
