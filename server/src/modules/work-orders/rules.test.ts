import { describe, expect, it } from 'vitest'
import {
  callableStatuses,
  nextState,
  workOrderStatuses,
  workOrderTransitions,
} from '@veridesk/contract/states'
import type { AccountActor } from '../../actor.ts'
import { changerOf, isDoubtfulIdNumber, readerOf } from './rules.ts'

const today = new Date('2026-03-01T00:00:00Z')
const isDoubtful = (idNumber: string) => isDoubtfulIdNumber(idNumber, today)

/** The check character in ISO 7064's own words: the digits as powers of two must leave 1 modulo 11. */
function withCheck(digits: string): string {
  const sum = Array.from(digits).reduce(
    (total, digit, index) => total + Number(digit) * 2 ** (17 - index),
    0,
  )
  const check = (((1 - sum) % 11) + 11) % 11
  return digits + (check === 10 ? 'X' : String(check))
}

describe('an ID number', () => {
  it.each([
    ["the standard's own example", '11010519491231002X'],
    ['29 February of a leap year', withCheck('11010520000229002')],
    ['a birthday today', withCheck('11010520260301002')],
    ['15 digits of the old form', '110105491231002'],
  ])('is beyond doubt: %s', (_what, idNumber) => {
    expect(isDoubtful(idNumber)).toBe(false)
  })

  it.each([
    ["the manual's 18 digits: day 00", '432929202007000515'],
    ["the manual's 15 digits: month 46", '654646464646565'],
    ['a wrong check character', '110105194912310021'],
    ['29 February of no leap year', withCheck('11010519010229002')],
    ['a birthday tomorrow', withCheck('11010520260302002')],
    ['born before 1900', withCheck('44052418800101001')],
    ['15 digits with day 32', '110105491232002'],
  ])('is doubtful: %s', (_what, idNumber) => {
    expect(isDoubtful(idNumber)).toBe(true)
  })
})

describe('the state table of work orders', () => {
  const events = ['answer', 'submit-back', 'revoke'] as const
  const expected = {
    pending: { answer: 'processing', 'submit-back': 'completed', revoke: 'revoked' },
    processing: { answer: 'processing', 'submit-back': 'completed', revoke: 'revoked' },
    completed: { answer: null, 'submit-back': null, revoke: null },
    revoked: { answer: null, 'submit-back': null, revoke: null },
  } as const

  it.each(workOrderStatuses.flatMap((from) => events.map((event) => [from, event] as const)))(
    'from %s by %s leads where the manual says',
    (from, event) => {
      expect(nextState(workOrderTransitions, from, event)).toBe(expected[from][event])
    },
  )

  it('lets customers call in wherever an answer leads somewhere', () => {
    for (const status of workOrderStatuses)
      expect(callableStatuses.includes(status)).toBe(expected[status].answer !== null)
  })
})

describe('who sees whose orders', () => {
  const actor = (more: Partial<AccountActor>): AccountActor => ({
    kind: 'account',
    accountId: 'a',
    sessionId: 's',
    name: '张三',
    role: 'agent',
    grants: [],
    mustChangePassword: false,
    address: null,
    ...more,
  })

  it('an agent its own, an administrator all', () => {
    expect(readerOf(actor({}))).toEqual({ accountId: 'a' })
    expect(readerOf(actor({ role: 'admin' }))).toBeNull()
  })

  it.each(['audit', 'review'] as const)('%s reads all and changes its own', (grant) => {
    expect(readerOf(actor({ grants: [grant] }))).toBeNull()
    expect(changerOf(actor({ grants: [grant] }))).toEqual({ accountId: 'a' })
  })

  it('supervising shows no more orders', () => {
    expect(readerOf(actor({ grants: ['supervise'] }))).toEqual({ accountId: 'a' })
  })
})
