import { describe, expect, it } from 'vitest'
import { wrapUpWords } from './wrap-up-rules.ts'

const until = '2026-01-01T00:01:00.000Z'
const before = Date.parse('2026-01-01T00:00:30.400Z')
const after = Date.parse('2026-01-01T00:02:00.000Z')

describe('the strip of 话后处理', () => {
  it('counts nothing where the group sets no limit', () => {
    expect(wrapUpWords(null, 0, before)).toEqual({ key: 'byHand', left: null })
    expect(wrapUpWords(null, 2, before)).toEqual({ key: 'held', left: null })
  })

  it('counts whole seconds down to the limit and not below', () => {
    expect(wrapUpWords(until, 0, before)).toEqual({ key: 'counting', left: 30 })
    expect(wrapUpWords(until, 0, after)).toEqual({ key: 'counting', left: 0 })
  })

  it('says that a missing disposition holds it, and from then on that the limit has passed', () => {
    expect(wrapUpWords(until, 1, before)).toEqual({ key: 'countingHeld', left: 30 })
    expect(wrapUpWords(until, 1, after)).toEqual({ key: 'overHeld', left: null })
  })
})
