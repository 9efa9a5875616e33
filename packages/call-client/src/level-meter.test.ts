import { expect, test } from 'vitest'
import { LevelMeter, levelOf } from './level-meter.ts'

test('silence is 0, full scale is 1, and half the decibels are half the level', () => {
  expect(levelOf(new Float32Array(64))).toBe(0)
  expect(levelOf(new Float32Array(64).fill(1))).toBe(1)
  expect(levelOf(new Float32Array(64).fill(10 ** (-30 / 20)))).toBeCloseTo(0.5)
})

test('a browser without AudioContext hears nothing, and does not fail', () => {
  expect('AudioContext' in globalThis).toBe(false)
  const meter = new LevelMeter({} as MediaStream)
  expect(meter.level()).toBe(0)
  meter.close()
})
