import { expect, it } from 'vitest'
import { mayFill, normalEnd } from './call-record-rules.ts'

const admin = { role: 'admin', grants: [] } as const
const agent = { role: 'agent', grants: [] } as const

it('says whether a call ended normally, or that nobody has said so yet', () => {
  expect(normalEnd({ disposition: 'normal' })).toBe('common.yes')
  expect(normalEnd({ disposition: 'abnormal' })).toBe('common.no')
  expect(normalEnd({ disposition: 'unfilled' })).toBe('records.unfilled')
  expect(normalEnd({ disposition: null })).toBeNull()
})

it('lets an administrator fill an unfilled call later, and nobody fill one twice', () => {
  expect(mayFill({ disposition: 'unfilled' }, admin)).toBe(true)
  expect(mayFill({ disposition: 'unfilled' }, agent)).toBe(false)
  for (const disposition of ['normal', 'abnormal', null] as const)
    expect(mayFill({ disposition }, admin)).toBe(false)
})
