import { describe, expect, it } from 'vitest'
import { agentStates } from '@veridesk/contract/states'
import { assignAll, exclusionOf, type Candidate, type WaitingCall } from './rules.ts'

const call = (callId: string, more: Partial<WaitingCall> = {}): WaitingCall => ({
  callId,
  itemId: 'item',
  present: true,
  resting: new Set(),
  ...more,
})
const agent = (accountId: string, more: Partial<Candidate> = {}): Candidate => ({
  accountId,
  state: 'idle',
  present: true,
  ringing: false,
  items: new Set(['item']),
  lastAnsweredAt: null,
  ...more,
})
const pairs = (calls: WaitingCall[], agents: Candidate[]) =>
  assignAll(calls, agents).map(({ callId, accountId }) => `${callId}→${accountId}`)

describe('an agent is rung', () => {
  it.each(agentStates)('only while idle, not while %s', (state) => {
    expect(exclusionOf(call('1'), agent('a', { state }))).toBe(state === 'idle' ? null : 'not-idle')
  })

  it.each([
    ['other-skills', { items: new Set(['another']) }],
    ['page-gone', { present: false }],
    ['already-ringing', { ringing: true }],
  ] as const)('not where excluded by %s', (reason, more) => {
    expect(exclusionOf(call('1'), agent('a', more))).toBe(reason)
    expect(pairs([call('1')], [agent('a', more)])).toEqual([])
  })

  it('not for a call that it declined or missed a moment ago, while others are', () => {
    const rested = call('1', { resting: new Set(['a']) })
    expect(pairs([rested, call('2')], [agent('a')])).toEqual(['2→a'])
  })
})

describe('the order of candidates', () => {
  it('is: never answered first, then the longest ago, then by id', () => {
    const agents = [
      agent('d', { lastAnsweredAt: 200 }),
      agent('c', { lastAnsweredAt: 100 }),
      agent('b'),
      agent('a', { lastAnsweredAt: 200 }),
    ]
    const [assignment] = assignAll([call('1')], agents)
    expect(assignment).toMatchObject({ accountId: 'b', rule: 'longest-since-last-answer' })
    expect(assignment?.explanation.candidates).toEqual(['b', 'c', 'a', 'd'])
  })

  it('puts an agent who answered at the beginning of time behind one who never did', () => {
    expect(pairs([call('1')], [agent('a', { lastAnsweredAt: 0 }), agent('b')])).toEqual(['1→b'])
  })
})

describe('the queue', () => {
  it('is served in its order, nobody twice', () => {
    const agents = [agent('a', { lastAnsweredAt: 1 }), agent('b', { lastAnsweredAt: 2 })]
    expect(pairs([call('1'), call('2'), call('3')], agents)).toEqual(['1→a', '2→b'])
  })

  it('is not held up by a call that nobody can take, nor by a customer who is away', () => {
    const calls = [call('1', { itemId: 'rare' }), call('2', { present: false }), call('3')]
    expect(pairs(calls, [agent('a')])).toEqual(['3→a'])
  })

  it('explains each choice, with at most twenty candidates', () => {
    const agents = [
      ...Array.from({ length: 30 }, (_, index) => agent(`a${String(index).padStart(2, '0')}`)),
      agent('busy', { state: 'busy' }),
      agent('gone', { present: false }),
      agent('else', { items: new Set() }),
    ]
    const assignments = assignAll([call('1'), call('2')], agents)
    expect(assignments[0]?.explanation.candidates).toHaveLength(20)
    expect(assignments[0]?.explanation.excluded).toEqual({
      'not-idle': 1,
      'page-gone': 1,
      'other-skills': 1,
    })
    expect(assignments[1]?.explanation.excluded).toMatchObject({ 'already-ringing': 1 })
  })
})
