import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Coalescer } from './coalescer.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('hands a key on once for a burst, and again for the next', () => {
  const handed: string[] = []
  const coalescer = new Coalescer((key) => void handed.push(key.join()))
  coalescer.give(['work-order', '1'])
  coalescer.give(['work-order', '1'])
  coalescer.give(['work-orders'])
  expect(handed).toEqual([])
  vi.advanceTimersByTime(150)
  expect(handed).toEqual(['work-order,1', 'work-orders'])
  coalescer.give(['work-order', '1'])
  vi.advanceTimersByTime(150)
  expect(handed).toEqual(['work-order,1', 'work-orders', 'work-order,1'])
})

it('hands nothing on once closed', () => {
  const handOn = vi.fn<(key: readonly unknown[]) => void>()
  const coalescer = new Coalescer(handOn)
  coalescer.give(['work-orders'])
  coalescer.close()
  vi.advanceTimersByTime(1000)
  expect(handOn).not.toHaveBeenCalled()
})

it('hands nothing on while it is held, and all of it afterwards', () => {
  const handed: string[] = []
  const coalescer = new Coalescer((key) => void handed.push(key.join()))
  coalescer.hold(500)
  coalescer.give(['me'])
  vi.advanceTimersByTime(499)
  expect([handed.length, coalescer.held]).toEqual([0, true])
  vi.advanceTimersByTime(1)
  expect([handed.join(), coalescer.held]).toEqual(['me', false])
})
