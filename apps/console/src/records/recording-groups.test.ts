import type { Recording } from '@veridesk/contract/calls'
import { expect, it } from 'vitest'
import { byParticipant } from './recording-groups.ts'

function track(given: Partial<Recording>): Recording {
  return {
    id: 'r',
    participantId: 'p',
    participantRole: 'customer',
    participantName: '邓*闲',
    kind: 'video',
    file: 'x.mjr',
    bytes: 100,
    startedAt: '2026-01-01T00:00:00Z',
    durationMs: 1000,
    state: 'complete',
    ...given,
  }
}

it('adds up the tracks of every leg a participant had', () => {
  const groups = byParticipant([
    track({ kind: 'video', bytes: 1000, durationMs: 4000 }),
    track({ kind: 'audio', bytes: 50, durationMs: 4100 }),
    track({ kind: 'video', bytes: 500, durationMs: 900 }),
    track({ participantId: 'q', participantRole: 'agent', participantName: '张三' }),
  ])
  expect(groups).toMatchObject([
    { role: 'customer', durationMs: 4100, videoBytes: 1500, audioBytes: 50, state: 'complete' },
    { role: 'agent', name: '张三', videoBytes: 100, audioBytes: 0 },
  ])
})

it('calls a recording empty only where every track is', () => {
  const state = (...states: Recording['state'][]) =>
    byParticipant(states.map((each) => track({ state: each })))[0]?.state
  expect(state('empty', 'empty')).toBe('empty')
  expect(state('empty', 'complete')).toBe('complete')
  expect(state('complete', 'damaged')).toBe('damaged')
  expect(state('damaged', 'recording')).toBe('recording')
})
