import type { Participant } from '@veridesk/contract/calls'
import { describe, expect, test } from 'vitest'
import {
  isHeard,
  learnLegs,
  mayExchange,
  openLegs,
  peerLegReplaced,
  type Snapshot,
} from './peers.ts'

const participant = (
  id: string,
  legId: string | null,
  legState: Participant['legState'],
): Participant => ({
  id,
  role: id === 'me' ? 'customer' : 'agent',
  name: id,
  legId,
  legState,
  present: true,
  missingSince: null,
  sendsAudio: true,
  sendsVideo: true,
})

const snapshot = (active: boolean, ...peers: Participant[]): Snapshot => ({
  active,
  media: {
    participantId: 'me',
    participants: [participant('me', 'mine', 'open'), ...peers],
    iceServers: [],
    send: { videoKbps: 1500, width: 1280, height: 720 },
    recording: true,
  },
})

describe('senders run only in an answered call with somebody on a leg that is up', () => {
  const table: [boolean, Participant['legState'], boolean][] = [
    [true, 'open', true],
    [true, 'connecting', false],
    [true, 'silent', true],
    [true, 'failed', false],
    [true, 'closed', false],
    [true, null, false],
    [false, 'open', false],
  ]
  test.each(table)('answered: %s, leg of the other: %s → %s', (active, legState, expected) => {
    const legId = legState === null ? null : 'theirs'
    expect(mayExchange(snapshot(active, participant('them', legId, legState)))).toBe(expected)
  })

  test('nobody else is there → false', () => {
    expect(mayExchange(snapshot(true))).toBe(false)
  })
})

test('nothing is due from a leg that fell silent itself', () => {
  expect(isHeard(snapshot(true, participant('them', 'theirs', 'open')))).toBe(true)
  expect(isHeard(snapshot(true, participant('them', 'theirs', 'silent')))).toBe(false)
  expect(isHeard(snapshot(false, participant('them', 'theirs', 'open')))).toBe(false)
})

describe('a renegotiation is due', () => {
  const now = (legId: string | null, state: Participant['legState']) =>
    snapshot(true, participant('them', legId, state))

  test('when the leg of the other was replaced by one that is open', () => {
    expect(peerLegReplaced({ them: 'a' }, now('b', 'open'))).toBe(true)
  })
  test('not while the new leg is still connecting', () => {
    expect(peerLegReplaced({ them: 'a' }, now('b', 'connecting'))).toBe(false)
  })
  test('not when the other opens its first leg: the answer has announced it already', () => {
    expect(peerLegReplaced({}, now('a', 'open'))).toBe(false)
  })
  test('not while the other has no leg, but when it is back with another one', () => {
    const known = learnLegs({ them: 'a' }, now(null, null))
    expect(peerLegReplaced(known, now(null, null))).toBe(false)
    expect(peerLegReplaced(known, now('b', 'open'))).toBe(true)
  })
  test('not again once the answer covers the new leg', () => {
    expect(peerLegReplaced(openLegs(now('b', 'open')), now('b', 'open'))).toBe(false)
  })
  test('when a leg learned after the answer was replaced', () => {
    const known = learnLegs({}, now('a', 'open'))
    expect(peerLegReplaced(known, now('b', 'open'))).toBe(true)
  })
})
