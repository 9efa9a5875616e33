import { describe, expect, it } from 'vitest'
import { explain } from './explanation.ts'
import { reachOf, type Group } from './reach.ts'
import { byLastAnswer, decideAll, type FreeAgent, type Unfree, type WaitingCall } from './rules.ts'

const call = (callId: string, more: Partial<WaitingCall> = {}): WaitingCall => ({
  callId,
  itemId: 'item',
  waitedSeconds: 10,
  assignment: 'familiar',
  familiarIds: [],
  kept: false,
  resting: new Set(),
  ...more,
})
const agent = (accountId: string, more: Partial<FreeAgent> = {}): FreeAgent => ({
  accountId,
  groupIds: ['group'],
  lastAnsweredAt: null,
  ...more,
})
const group = (groupId: string, more: Partial<Group> = {}): Group => ({
  groupId,
  itemIds: new Set(['item']),
  ringSeconds: null,
  overflowGroupId: null,
  overflowAfterSeconds: null,
  ...more,
})
const at = (second: number) => `2026-01-01T00:00:${String(second).padStart(2, '0')}.000000Z`

interface World {
  groups?: Group[]
  unfree?: Unfree[]
  signedIn?: Record<string, string[]>
  limit?: number
}
function run(
  calls: WaitingCall[],
  agents: FreeAgent[],
  { groups = [group('group')], unfree = [], signedIn = {}, limit = 100 }: World = {},
) {
  const facts = {
    reach: reachOf(groups),
    free: agents.toSorted(byLastAnswer),
    unfree,
    signedIn: new Map(Object.entries(signedIn)),
  }
  return decideAll(calls, facts, limit, () => 'seed')
}
const pairs = (...world: Parameters<typeof run>) =>
  run(...world).map(({ callId, chosen, choice }) => `${callId}→${chosen.accountId} ${choice.rule}`)
const longest = 'longest-since-last-answer'

describe('an agent is rung', () => {
  it('only for items of its own groups', () => {
    expect(pairs([call('1', { itemId: 'rare' })], [agent('a')])).toEqual([])
    expect(pairs([call('1')], [agent('a', { groupIds: ['none'] })])).toEqual([])
    expect(pairs([call('1')], [agent('a', { groupIds: [] })])).toEqual([])
  })

  it('not for a call that it declined or missed a moment ago, while others are', () => {
    const rested = call('1', { resting: new Set(['a']) })
    expect(pairs([rested, call('2')], [agent('a')])).toEqual([`2→a ${longest}`])
  })

  it('for a call of a group that flows over to its own, once the call has waited so long', () => {
    const groups = [
      group('full', { overflowGroupId: 'spare', overflowAfterSeconds: 60 }),
      group('spare', { itemIds: new Set() }),
    ]
    const spare = agent('a', { groupIds: ['spare'] })
    expect(pairs([call('1', { waitedSeconds: 59.9 })], [spare], { groups })).toEqual([])
    const [decision] = run([call('1', { waitedSeconds: 60 })], [spare], { groups })
    expect(decision).toMatchObject({ chosen: { accountId: 'a' }, groupId: 'spare' })
  })

  it('as long as the shortest of the groups that lead it to the call says, for the first one’s sake', () => {
    const groups = [
      group('old', { ringSeconds: 30, overflowGroupId: 'other', overflowAfterSeconds: 5 }),
      group('young', { ringSeconds: 20 }),
      group('other', { itemIds: new Set(), ringSeconds: 15 }),
      group('unsaid'),
    ]
    const both = agent('a', { groupIds: ['old', 'other', 'young'] })
    const [early] = run([call('1', { waitedSeconds: 4 })], [both], { groups })
    expect(early).toMatchObject({ groupId: 'old', ringSeconds: 20 })
    const [late] = run([call('1', { waitedSeconds: 5 })], [both], { groups })
    expect(late).toMatchObject({ groupId: 'old', ringSeconds: 15 })
    const [unsaid] = run([call('1')], [agent('b', { groupIds: ['unsaid'] })], { groups })
    expect(unsaid).toMatchObject({ groupId: 'unsaid', ringSeconds: null })
  })
})

describe('the order of candidates', () => {
  it('is: never answered first, then the longest ago, then by id', () => {
    const agents = [
      agent('d', { lastAnsweredAt: at(2) }),
      agent('c', { lastAnsweredAt: at(1) }),
      agent('b'),
      agent('a', { lastAnsweredAt: at(2) }),
    ]
    const [decision] = run([call('1')], agents)
    expect(decision?.choice.rule).toBe(longest)
    expect(decision?.choice.order.map((each) => each.accountId)).toEqual(['b', 'c', 'a', 'd'])
  })

  it('puts familiar agents first, the one who knows most before the others', () => {
    const agents = [agent('a'), agent('b', { lastAnsweredAt: at(1) }), agent('c')]
    const known = call('1', { familiarIds: ['absent', 'b', 'c'] })
    const [decision] = run([known], agents)
    expect(decision?.choice.rule).toBe('familiar')
    expect(decision?.choice.order.map((each) => each.accountId)).toEqual(['b', 'c', 'a'])
  })

  it('is by lot where the law demands it, whoever is familiar, and the same for the same seed', () => {
    const agents = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => agent(id))
    const byLot = call('1', { assignment: 'random', familiarIds: ['c'] })
    const [first] = run([byLot], agents)
    const [again] = run([byLot], agents)
    expect(first?.choice).toMatchObject({ rule: 'random', seed: 'seed' })
    expect(first?.choice.order).toEqual(again?.choice.order)
    const others = decideAll(
      [byLot],
      { reach: reachOf([group('group')]), free: agents, unfree: [], signedIn: new Map() },
      1,
      () => 'another seed',
    )
    expect(others[0]?.choice.order).not.toEqual(first?.choice.order)
  })
})

describe('a call that is kept for familiar agents', () => {
  const kept = (more: Partial<WaitingCall> = {}) =>
    call('1', { kept: true, familiarIds: ['f'], ...more })

  it('waits while one is signed in, and a later call goes first', () => {
    const signedIn = { f: ['group'] }
    expect(pairs([kept(), call('2')], [agent('a')], { signedIn })).toEqual([`2→a ${longest}`])
  })

  it('rings for the familiar one who is free', () => {
    const agents = [agent('a'), agent('f', { lastAnsweredAt: at(1) })]
    expect(pairs([kept()], agents, { signedIn: { f: ['group'] } })).toEqual(['1→f familiar'])
  })

  it('goes to others where none is signed in, has the skill, or is not resting from it', () => {
    const onward = [`1→a ${longest}`]
    expect(pairs([kept()], [agent('a')])).toEqual(onward)
    expect(pairs([kept()], [agent('a')], { signedIn: { f: ['other'] } })).toEqual(onward)
    const rested = kept({ resting: new Set(['f']) })
    expect(pairs([rested], [agent('a')], { signedIn: { f: ['group'] } })).toEqual(onward)
  })

  it('goes to others as soon as its time is over', () => {
    const over = kept({ kept: false })
    expect(pairs([over], [agent('a')], { signedIn: { f: ['group'] } })).toEqual([`1→a ${longest}`])
  })
})

describe('the queue', () => {
  it('is served in its order, nobody twice', () => {
    const agents = [agent('a', { lastAnsweredAt: at(1) }), agent('b', { lastAnsweredAt: at(2) })]
    expect(pairs([call('1'), call('2'), call('3')], agents)).toEqual([
      `1→a ${longest}`,
      `2→b ${longest}`,
    ])
  })

  it('is not held up by a call that nobody can take', () => {
    expect(pairs([call('1', { itemId: 'rare' }), call('2')], [agent('a')])).toEqual([
      `2→a ${longest}`,
    ])
  })

  it('is served by so many at once and no more', () => {
    expect(run([call('1'), call('2')], [agent('a'), agent('b')], { limit: 1 })).toHaveLength(1)
  })

  it('explains each choice, with at most twenty candidates', () => {
    const agents = Array.from({ length: 30 }, (_, index) =>
      agent(`a${String(index).padStart(2, '0')}`),
    )
    const unfree: Unfree[] = [
      { reason: 'not-idle', groupIds: ['group'], count: 3 },
      { reason: 'not-idle', groupIds: ['else'], count: 4 },
      { reason: 'page-gone', groupIds: ['group'], count: 1 },
    ]
    const decisions = run(
      [call('1', { resting: new Set(['a05']) }), call('2')],
      [...agents, agent('z', { groupIds: [] })],
      { unfree },
    )
    const explanations = decisions.map((each) => explain(each, { gone: ['x'], restSeconds: 30 }))
    expect(explanations[0]).toMatchObject({
      more: 9,
      excluded: { 'not-idle': 3, 'page-gone': 1, 'other-skills': 5, resting: 1 },
      waitedSeconds: 10,
      gone: ['x'],
      restSeconds: 30,
    })
    expect(explanations[0]?.candidates).toHaveLength(20)
    expect(explanations[1]).toMatchObject({ more: 9, excluded: { 'already-ringing': 1 } })
  })
})
