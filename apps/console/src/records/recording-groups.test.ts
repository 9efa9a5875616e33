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
  const legs = [
    track({ kind: 'video', bytes: 1000, durationMs: 4000, file: 'a.mjr' }),
    track({ kind: 'audio', bytes: 50, durationMs: 4100, file: 'b.mjr' }),
    track({ kind: 'video', bytes: 500, durationMs: 900, file: 'c.mjr' }),
    track({ participantId: 'q', participantRole: 'agent', participantName: '张三' }),
  ]
  expect(byParticipant(legs, [])).toMatchObject([
    {
      role: 'customer',
      files: ['a.mjr', 'b.mjr', 'c.mjr'],
      durationMs: 4100,
      videoBytes: 1500,
      audioBytes: 50,
      state: 'complete',
    },
    { role: 'agent', name: '张三', videoBytes: 100, audioBytes: 0 },
  ])
})

type Given = readonly [Recording['kind'], Recording['state']]
const state = (...given: Given[]) =>
  byParticipant(
    given.map(([kind, each]) => track({ kind, state: each })),
    [],
  )[0]?.state

it('calls a recording complete only with sound and picture', () => {
  expect(state(['audio', 'complete'], ['video', 'complete'])).toBe('complete')
  expect(state(['audio', 'complete'], ['video', 'empty'])).toBe('noPicture')
  expect(state(['audio', 'complete'])).toBe('noPicture')
  expect(state(['audio', 'empty'], ['video', 'complete'])).toBe('noSound')
  expect(state(['video', 'complete'])).toBe('noSound')
  expect(state(['audio', 'empty'], ['video', 'empty'])).toBe('empty')
})

it('misses nothing where one leg stayed empty and another did not', () => {
  expect(state(['audio', 'empty'], ['audio', 'complete'], ['video', 'complete'])).toBe('complete')
})

it('lets a damaged track speak for all, and an open one before it', () => {
  expect(state(['audio', 'empty'], ['video', 'damaged'])).toBe('damaged')
  expect(state(['audio', 'complete'], ['video', 'complete'], ['video', 'damaged'])).toBe('damaged')
  expect(state(['audio', 'recording'], ['video', 'damaged'])).toBe('recording')
})

it('says of one who connected and left no track that there is nothing', () => {
  const agent = { participantId: 'q', role: 'agent', name: '张三' } as const
  expect(byParticipant([track({})], [agent])[1]).toEqual({
    ...agent,
    files: [],
    durationMs: 0,
    videoBytes: 0,
    audioBytes: 0,
    state: 'empty',
  })
})
