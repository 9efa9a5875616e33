import { QueryClient } from '@tanstack/react-query'
import { expect, it } from 'vitest'
import { isKnown, isUrgent, keyOf } from './topics.ts'

it('knows what each topic makes stale', () => {
  expect(keyOf('account')).toEqual(['me'])
  expect(keyOf('queue')).toEqual(['me'])
  expect(keyOf('work-orders')).toEqual(['work-orders'])
  expect(['accounts', 'groups', 'settings'].map(keyOf)).toEqual([
    ['accounts'],
    ['groups'],
    ['settings'],
  ])
  expect(keyOf('work-order:1')).toEqual(['work-order', '1'])
  expect(keyOf('call:1')).toEqual(['call', '1'])
  expect(keyOf('export:1')).toEqual(['exports'])
})

it('leaves an unknown topic alone', () => {
  expect(keyOf('weather')).toBeNull()
  expect(keyOf('call:')).toBeNull()
})

it('lets lists and counts wait for the rest of a burst, rings and calls never', () => {
  expect(['account', 'call:1'].every(isUrgent)).toBe(true)
  expect(['work-orders', 'work-order:1', 'queue'].some(isUrgent)).toBe(false)
})

it('reads a call anew only where the event is newer than what the page holds', () => {
  const client = new QueryClient()
  expect(isKnown(client, 'call:1', 4)).toBe(false)
  client.setQueryData(['call', '1', 'detail'], { version: 4 })
  expect(isKnown(client, 'call:1', 4)).toBe(true)
  expect(isKnown(client, 'call:1', 5)).toBe(false)
  expect(isKnown(client, 'work-orders', 0)).toBe(false)
})
