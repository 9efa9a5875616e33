import { expect, test } from 'vitest'
import { backoffMs, spread } from './backoff.ts'

test('each wait is twice the one before, up to the longest', () => {
  expect([0, 1, 2, 3, 4, 5, 1000].map((attempt) => backoffMs(attempt, 300, 5000))).toEqual([
    300, 600, 1200, 2400, 4800, 5000, 5000,
  ])
})

test('waits are spread over a fifth, never longer than asked', () => {
  expect(spread(1000, 0)).toBe(1000)
  expect(spread(1000, 1)).toBe(800)
})
