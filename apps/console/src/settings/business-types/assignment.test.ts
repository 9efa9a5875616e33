import { createBusinessType } from '@veridesk/contract/business-types'
import { expect, it } from 'vitest'
import { reasonAgainstWaiting, waitOf } from './assignment.ts'

it('keeps a call for a familiar agent only where it is no claim and nothing is drawn by lot', () => {
  expect(reasonAgainstWaiting(false, 'familiar')).toBeNull()
  expect(reasonAgainstWaiting(true, 'familiar')).toBe('claim')
  expect(reasonAgainstWaiting(false, 'random')).toBe('random')
  expect(reasonAgainstWaiting(true, 'random')).toBe('random')
})

it('sends what the contract takes, whatever stands in the disabled field', () => {
  for (const claim of [false, true])
    for (const assignment of ['familiar', 'random'] as const)
      for (const familiarWaitSeconds of [null, 0, 60]) {
        const sent = waitOf({ claim, assignment, familiarWaitSeconds })
        const body = {
          name: '保全',
          claim,
          assignment,
          familiarWaitSeconds: sent,
          items: [{ name: '变更' }],
          photoCategories: [],
        }
        expect(createBusinessType.safeParse(body).success).toBe(true)
        if (!claim && assignment === 'familiar') expect(sent).toBe(familiarWaitSeconds ?? 0)
      }
})
