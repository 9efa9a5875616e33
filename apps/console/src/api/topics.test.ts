import { expect, it } from 'vitest'
import { isUrgent, keyOf } from './topics.ts'

it('knows what each topic makes stale', () => {
  expect(keyOf('account')).toEqual(['me'])
  expect(keyOf('queue')).toEqual(['me'])
  expect(keyOf('work-orders')).toEqual(['work-orders'])
  expect(keyOf('work-order:1')).toEqual(['work-order', '1'])
  expect(keyOf('call:1')).toEqual(['call', '1'])
})

it('leaves an unknown topic alone', () => {
  expect(keyOf('weather')).toBeNull()
  expect(keyOf('call:')).toBeNull()
})

it('lets lists and counts wait for the rest of a burst, rings and calls never', () => {
  expect(['account', 'call:1'].every(isUrgent)).toBe(true)
  expect(['work-orders', 'work-order:1', 'queue'].some(isUrgent)).toBe(false)
})
