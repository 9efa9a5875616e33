import { expect, test } from 'vitest'
import { formatDuration, isLongWait } from './clock.ts'

test.each([
  [0, '00:00'],
  [59_999, '00:59'],
  [192_000, '03:12'],
  [3_792_000, '1:03:12'],
  [-5_000, '00:00'],
])('%i ms reads %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text)
})

test('a wait is long from three minutes on', () => {
  expect([isLongWait(179_999), isLongWait(180_000)]).toEqual([false, true])
})
