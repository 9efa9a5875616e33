import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { shared } from './shared.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

it('does the work once for all who ask meanwhile and for a while after', async () => {
  let done = 0
  const read = shared(
    async () => {
      await new Promise((resolve) => setTimeout(resolve, 100))
      return (done += 1)
    },
    () => 1_000,
  )
  const early = [read(), read(), read()]
  await vi.advanceTimersByTimeAsync(100)
  expect(await Promise.all(early)).toEqual([1, 1, 1])
  await vi.advanceTimersByTimeAsync(999)
  expect(await read()).toBe(1)
  await vi.advanceTimersByTimeAsync(1)
  const late = read()
  await vi.advanceTimersByTimeAsync(100)
  expect(await late).toBe(2)
})

it('keeps each answer for as long as that answer is good', async () => {
  let done = 0
  const read = shared(
    async () => (done += 1),
    (answer) => (answer === 1 ? 10 : 1_000),
  )
  expect(await read()).toBe(1)
  await vi.advanceTimersByTimeAsync(10)
  expect(await read()).toBe(2)
  await vi.advanceTimersByTimeAsync(10)
  expect(await read()).toBe(2)
})

it('shares a failure with those who wait for it and tries again for the next', async () => {
  let tried = 0
  const read = shared(
    async () => {
      tried += 1
      if (tried === 1) throw new Error('not yet')
      return 'there'
    },
    () => 1_000,
  )
  const both = await Promise.allSettled([read(), read()])
  expect(both.map((each) => each.status)).toEqual(['rejected', 'rejected'])
  expect(await read()).toBe('there')
  expect(tried).toBe(2)
})
