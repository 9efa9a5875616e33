import { callEndReasons } from '@veridesk/contract/states'
import { expect, test } from 'vitest'
import { outcomeOf } from './outcome.ts'

test('a call nobody answered was not held, whatever ended it', () => {
  for (const endReason of callEndReasons)
    expect(outcomeOf({ answeredAt: null, endReason })).toBe('unanswered')
})

test('an answered call was ended by a person or broke off', () => {
  const answeredAt = '2026-01-05T08:00:00.000Z'
  expect(outcomeOf({ answeredAt, endReason: 'agent-hung-up' })).toBe('talked')
  expect(outcomeOf({ answeredAt, endReason: 'customer-ended' })).toBe('talked')
  for (const endReason of ['customer-lost', 'agent-lost', 'media-lost'] as const)
    expect(outcomeOf({ answeredAt, endReason })).toBe('broken')
})
