import { expect, test } from 'vitest'
import { SilenceClock } from './silence-clock.ts'
import { noStats } from './stats.ts'

const reading = (transportBytesReceived: number, checksAnswered = 0) => ({
  ...noStats,
  transportBytesReceived,
  checksAnswered,
})

test('silence is counted from the last reading that brought something', () => {
  const clock = new SilenceClock()
  clock.read(0, reading(100), true)
  clock.read(250, reading(200), true)
  clock.read(500, reading(200), true)
  clock.read(750, reading(200), true)
  expect(clock.silentMs(750)).toBe(500)
  clock.read(1000, reading(201), true)
  expect(clock.silentMs(1000)).toBe(0)
})

test('nothing is silent while nothing is due', () => {
  const clock = new SilenceClock()
  for (let now = 0; now <= 5000; now += 250) clock.read(now, reading(0), false)
  expect(clock.silentMs(5000)).toBe(0)
  clock.read(5250, reading(0), true)
  clock.read(5500, reading(0), true)
  expect(clock.silentMs(5500)).toBe(250)
})

test('a page that slept judges nothing of the time it slept', () => {
  const clock = new SilenceClock()
  clock.read(0, reading(100), true)
  clock.read(60_000, reading(100), true)
  expect(clock.silentMs(60_000)).toBe(0)
})

test('an answered check is fresh for 2 s', () => {
  const clock = new SilenceClock()
  clock.read(0, reading(0, 7), true)
  expect(clock.checksAnswered(0)).toBe(false)
  clock.read(250, reading(0, 8), true)
  expect(clock.checksAnswered(2249)).toBe(true)
  expect(clock.checksAnswered(2250)).toBe(false)
})
