import { describe, expect, test } from 'vitest'
import { culpritOf, problemOf, type MediaKind, type MediaProblem } from './media-error.ts'

const named = (name: string) => Object.assign(new Error(name), { name })

describe('what a refusal of the browser means', () => {
  const table: [string, MediaProblem][] = [
    ['NotAllowedError', 'denied'],
    ['NotFoundError', 'not-found'],
    ['NotReadableError', 'in-use'],
    ['TrackStartError', 'in-use'],
    ['OverconstrainedError', 'overconstrained'],
    ['SomethingNew', 'unknown'],
  ]
  test.each(table)('%s → %s', (name, expected) => {
    expect(problemOf(named(name))).toBe(expected)
  })
  test('something that is no error → unknown', () => {
    expect(problemOf('no')).toBe('unknown')
  })
})

describe('which device is to blame when both were asked for', () => {
  const ok = { denied: false, present: true }
  const table: [MediaProblem, typeof ok, typeof ok, MediaKind][] = [
    ['denied', { ...ok, denied: true }, ok, 'camera'],
    ['denied', ok, { ...ok, denied: true }, 'microphone'],
    ['denied', ok, ok, 'both'],
    ['not-found', { ...ok, present: false }, ok, 'camera'],
    ['not-found', ok, { ...ok, present: false }, 'microphone'],
    ['not-found', { ...ok, present: false }, { ...ok, present: false }, 'both'],
    ['in-use', ok, ok, 'both'],
  ]
  test.each(table)('%s, camera %j, microphone %j → %s', (problem, camera, microphone, expected) => {
    expect(culpritOf(problem, camera, microphone)).toBe(expected)
  })
})
