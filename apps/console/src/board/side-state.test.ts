import { describe, expect, it } from 'vitest'
import { sideState } from './side-state.ts'

const since = '2026-11-23T03:00:00.000Z'

describe('one side of a call', () => {
  it.each([
    ['open', null, 'open', 'green', null],
    ['open', since, 'pageGone', 'red', since],
    ['connecting', since, 'connecting', 'blue', null],
    [null, since, 'never', 'amber', since],
    ['silent', since, 'silent', 'red', since],
    ['failed', since, 'lost', 'red', since],
    ['closed', null, 'lost', 'red', null],
  ] as const)('with its media %s, missing since %s, is %s', (legState, missing, word, tone, at) => {
    expect(sideState({ legState, missingSince: missing })).toEqual({ word, tone, since: at })
  })
})
