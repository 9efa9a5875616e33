import { describe, expect, it } from 'vitest'
import { callStatuses, type CallEvent, type CallStatus } from '@veridesk/contract/states'
import { iceServersFor } from './ice-servers.ts'
import {
  callAfter,
  fewestCalls,
  isCancelled,
  mediaCode,
  talkSeconds,
  waitSeconds,
} from './rules.ts'

/** The life of a call, written out once more; what is missing does nothing. */
const expected: Record<CallEvent, Partial<Record<CallStatus, CallStatus>>> = {
  offer: { queued: 'ringing' },
  answer: { ringing: 'active' },
  decline: { ringing: 'queued' },
  'ring-timeout': { ringing: 'queued' },
  'agent-lost': { ringing: 'queued' },
  cancel: { queued: 'ended', ringing: 'ended' },
  abandon: { queued: 'ended', ringing: 'ended' },
  'time-out': { queued: 'ended' },
  refuse: { queued: 'ended' },
  'hang-up': { active: 'ended' },
  'customer-end': { active: 'ended' },
  'force-end': { queued: 'ended', ringing: 'ended', active: 'ended' },
  'force-requeue': { ringing: 'queued', active: 'ended' },
  'break-off': { active: 'ended' },
}
const events = Object.keys(expected) as CallEvent[]
const cases = callStatuses.flatMap((status) => events.map((event) => [status, event] as const))

describe('a call', () => {
  it.each(cases)('that is %s, at %s, moves as the table says', (status, event) => {
    expect(callAfter(status, event)).toBe(expected[event][status] ?? null)
  })

  it('never moves again once it has ended', () => {
    for (const event of events) expect(callAfter('ended', event)).toBeNull()
  })
})

describe('the times of a call', () => {
  const at = (seconds: number) => new Date(1_600_000_000_000 + seconds * 1_000)
  const waiting = { queuedAt: at(0), answeredAt: null, endedAt: null }

  it('count the wait until the answer, the end or now', () => {
    expect(waitSeconds(waiting, at(42))).toBe(42)
    expect(waitSeconds({ ...waiting, endedAt: at(7) }, at(99))).toBe(7)
    expect(waitSeconds({ ...waiting, answeredAt: at(6), endedAt: at(60) }, at(99))).toBe(6)
  })

  it('count the talk from the answer on, and none without one', () => {
    expect(talkSeconds(waiting, at(42))).toBe(0)
    expect(talkSeconds({ ...waiting, answeredAt: at(6) }, at(42))).toBe(36)
    expect(talkSeconds({ ...waiting, answeredAt: at(6), endedAt: at(245) }, at(999))).toBe(239)
  })

  it('call it cancelled only where it ended before any answer', () => {
    expect(isCancelled(waiting)).toBe(false)
    expect(isCancelled({ ...waiting, endedAt: at(7) })).toBe(true)
    expect(isCancelled({ ...waiting, answeredAt: at(1), endedAt: at(7) })).toBe(false)
  })
})

describe('a call on the media hosts', () => {
  it('goes where the fewest calls live, and nowhere where there is no host', () => {
    const live = new Map([
      ['ws://a', 3],
      ['ws://b', 1],
    ])
    expect(fewestCalls(['ws://a', 'ws://b'], live)).toBe('ws://b')
    expect(fewestCalls(['ws://a', 'ws://b', 'ws://c'], live)).toBe('ws://c')
    expect(fewestCalls(['ws://a', 'ws://b'], new Map())).toBe('ws://a')
    expect(fewestCalls([], live)).toBeNull()
  })

  it.each([
    ['bad_sdp', 'bad_sdp'],
    ['no_such_leg', 'leg_gone'],
    ['no_such_call', 'leg_gone'],
    ['host_full', 'media_unavailable'],
    ['bad_request', 'media_unavailable'],
    ['internal', 'media_unavailable'],
    ['unreachable', 'media_unavailable'],
  ] as const)('says of the engine’s %s: %s', (engine, code) => {
    expect(mediaCode(engine)).toBe(code)
  })
})

describe('ICE servers', () => {
  const now = new Date('2026-01-01T10:20:30Z')
  const urls = ['stun:turn.example:3478', 'turn:turn.example:3478', 'turns:turn.example:5349']

  it('carry credentials that coturn derives alike from the shared secret', () => {
    const [stun, turn] = iceServersFor({ urls, secret: 'a shared secret' }, 'participant', now)
    expect(stun).toEqual({ urls: ['stun:turn.example:3478'] })
    expect(turn).toEqual({
      urls: ['turn:turn.example:3478', 'turns:turn.example:5349'],
      // 2026-01-01T22:00:00Z; base64 of HMAC-SHA1, computed with openssl.
      username: '1767304800:participant',
      credential: '6dVweBHbiY+cI1PP/3GPHJ8/LCs=',
    })
  })

  it('are the same for two snapshots of one call', () => {
    const later = new Date(now.getTime() + 60_000)
    const turn = { urls, secret: 'a shared secret' }
    expect(iceServersFor(turn, 'p', now)).toEqual(iceServersFor(turn, 'p', later))
  })

  it('are none where none are configured', () => {
    expect(iceServersFor({ urls: [], secret: null }, 'p', now)).toEqual([])
  })
})
