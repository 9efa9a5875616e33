import { describe, expect, test } from 'vitest'
import { classifyQuality, figuresBetween } from './quality.ts'
import { noStats } from './stats.ts'

const clean = { packets: 100, lossShare: 0, concealedShare: 0, freezeShare: 0, rttMs: 20 }

describe('the worst figure decides', () => {
  const table: [string, Partial<typeof clean>, string][] = [
    ['clean', {}, 'good'],
    ['3 % lost', { lossShare: 0.03 }, 'good'],
    ['5 % lost', { lossShare: 0.05 }, 'fair'],
    ['15 % lost', { lossShare: 0.15 }, 'poor'],
    ['5 % of the sound made up', { concealedShare: 0.05 }, 'fair'],
    ['frozen for a fifth', { freezeShare: 0.2 }, 'poor'],
    ['a round trip of 400 ms', { rttMs: 400 }, 'fair'],
    ['nothing arrived', { packets: 0 }, 'unknown'],
  ]
  test.each(table)('%s → %s', (_name, change, expected) => {
    expect(classifyQuality({ ...clean, ...change })).toBe(expected)
  })
})

test('figures are of the time between two readings', () => {
  const { audio, video } = noStats.received
  const before = { ...noStats, received: { audio: { ...audio, packets: 50, lost: 10 }, video } }
  const after = {
    ...noStats,
    at: 2000,
    rttMs: 35,
    received: {
      audio: { ...audio, packets: 130, lost: 20, samples: 48_000, concealedSamples: 480 },
      video: { ...video, packets: 10, freezeSeconds: 0.5 },
    },
  }
  expect(figuresBetween(before, after)).toEqual({
    packets: 90,
    lossShare: 0.1,
    concealedShare: 0.01,
    freezeShare: 0.25,
    rttMs: 35,
  })
})
