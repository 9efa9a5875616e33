import { expect, it } from 'vitest'
import { ringSamples } from './ring-samples.ts'

it('rings for a second, then is silent, and never clicks or clips', () => {
  const rate = 48_000
  const samples = ringSamples(rate)
  const loudest = (from: number, to: number) =>
    samples.slice(from * rate, to * rate).reduce((max, value) => Math.max(max, Math.abs(value)), 0)
  expect(samples).toHaveLength(3 * rate)
  expect(loudest(0, 1)).toBeGreaterThan(0.3)
  expect(loudest(0, 3)).toBeLessThan(0.5)
  expect(loudest(1, 3)).toBe(0)
  const steps = samples.slice(1).map((value, at) => Math.abs(value - (samples[at] ?? 0)))
  expect(steps.reduce((max, step) => Math.max(max, step), 0)).toBeLessThan(0.05)
})
