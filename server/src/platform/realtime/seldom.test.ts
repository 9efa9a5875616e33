import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { seldom } from './seldom.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

it('acts once for many wake-ups, and soon', () => {
  const act = vi.fn<() => void>()
  const often = seldom(2_000, act)
  for (let times = 0; times < 100; times += 1) often.wake()
  vi.advanceTimersByTime(2_000)
  expect(act).toHaveBeenCalledTimes(1)
})

it('acts no more than once in the time, and not without being woken', () => {
  const act = vi.fn<() => void>()
  const often = seldom(2_000, act)
  for (let elapsed = 0; elapsed < 20_000; elapsed += 10) {
    often.wake()
    vi.advanceTimersByTime(10)
  }
  expect(act.mock.calls.length).toBeGreaterThanOrEqual(9)
  expect(act.mock.calls.length).toBeLessThanOrEqual(10)
  vi.advanceTimersByTime(2_000)
  const acted = act.mock.calls.length
  vi.advanceTimersByTime(20_000)
  expect(act).toHaveBeenCalledTimes(acted)
})

it('does not act where it was done meanwhile or stopped', () => {
  const act = vi.fn<() => void>()
  const often = seldom(2_000, act)
  often.wake()
  often.done()
  vi.advanceTimersByTime(4_000)
  often.wake()
  often.stop()
  vi.advanceTimersByTime(4_000)
  expect(act).not.toHaveBeenCalled()
})
