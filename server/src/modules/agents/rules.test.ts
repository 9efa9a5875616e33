import { describe, expect, it } from 'vitest'
import { agentStates, type AgentEvent, type AgentState } from '@veridesk/contract/states'
import { agentAfter, changeByHand, returnEvent, signInEvent } from './rules.ts'

/** Manual 3.1 and product.md, written out once more: every event in every state; what is missing does nothing. */
const expected: Record<AgentEvent, Partial<Record<AgentState, AgentState>>> = {
  'sign-in': { offline: 'idle', idle: 'idle', paused: 'idle', 'wrap-up': 'idle' },
  'sign-in-unfilled': {
    offline: 'wrap-up',
    idle: 'wrap-up',
    paused: 'wrap-up',
    'wrap-up': 'wrap-up',
  },
  'sign-out': { idle: 'offline', paused: 'offline', 'wrap-up': 'offline' },
  'lease-expired': { idle: 'offline', paused: 'offline', 'wrap-up': 'offline' },
  'return-idle': { offline: 'idle' },
  'return-paused': { offline: 'paused' },
  'return-wrap-up': { offline: 'wrap-up' },
  pause: { idle: 'paused', 'wrap-up': 'paused' },
  resume: { paused: 'idle', 'wrap-up': 'idle' },
  answer: { idle: 'busy' },
  'missed-rings': { idle: 'paused' },
  'wrap-up-over': { 'wrap-up': 'idle' },
  'call-ended': { busy: 'wrap-up' },
}
const events = Object.keys(expected) as AgentEvent[]
const cases = agentStates.flatMap((state) => events.map((event) => [state, event] as const))

describe('an agent', () => {
  it.each(cases)('that is %s, at %s, moves as the manual says', (state, event) => {
    expect(agentAfter(state, event)).toBe(expected[event][state] ?? null)
  })

  it.each([
    ['idle', 'idle', { event: null }],
    ['paused', 'paused', { event: null }],
    ['idle', 'paused', { event: 'pause' }],
    ['paused', 'idle', { event: 'resume' }],
    ['wrap-up', 'idle', { event: 'resume' }],
    ['wrap-up', 'paused', { event: 'pause' }],
    ['busy', 'idle', { refusal: 'state_not_by_hand' }],
    ['busy', 'paused', { refusal: 'state_not_by_hand' }],
    ['offline', 'idle', { refusal: 'state_not_by_hand' }],
    ['offline', 'paused', { refusal: 'state_not_by_hand' }],
  ] as const)('that is %s and wants to be %s', (from, to, change) => {
    expect(changeByHand(from, to, 0)).toEqual(change)
  })

  it.each(['idle', 'paused'] as const)(
    'leaves wrap-up for %s only once every disposition is filled',
    (to) => {
      expect(changeByHand('wrap-up', to, 1)).toEqual({ refusal: 'disposition_missing' })
      expect(changeByHand('paused', to, 1)).not.toHaveProperty('refusal')
    },
  )

  it('returns to where it was, or to wrap-up while a disposition is missing', () => {
    expect(returnEvent('idle', 0)).toBe('return-idle')
    expect(returnEvent('paused', 0)).toBe('return-paused')
    expect(returnEvent('wrap-up', 0)).toBe('return-wrap-up')
    expect(returnEvent('idle', 1)).toBe('return-wrap-up')
  })

  it('signs in to idle, or to wrap-up while a disposition is missing', () => {
    expect(signInEvent(0)).toBe('sign-in')
    expect(signInEvent(1)).toBe('sign-in-unfilled')
  })
})
