import { describe, expect, it } from 'vitest'
import { estimateOf } from './estimate.ts'

const hundred = Array.from({ length: 100 }, (_, index) => index + 1)

describe('the time that a caller may still have to wait', () => {
  it('is the middle half of recent waits for whoever has just come', () => {
    expect(estimateOf(hundred, 0, 10)).toEqual({ fromSeconds: 25, toSeconds: 75 })
  })

  it('is what was left to those who had waited as long, not the whole wait less what is over', () => {
    expect(estimateOf(hundred, 60, 10)).toEqual({ fromSeconds: 10, toSeconds: 30 })
    expect(estimateOf([5, 5, 5, 600, 600, 600, 600], 10, 4)).toEqual({
      fromSeconds: 590,
      toSeconds: 590,
    })
  })

  it('does not depend on the order of the waits', () => {
    expect(estimateOf(hundred.toReversed(), 60, 10)).toEqual(estimateOf(hundred, 60, 10))
  })

  it('is hidden where fewer than the minimum waited longer than this one has', () => {
    expect(estimateOf(hundred, 90, 10)).not.toBeNull()
    expect(estimateOf(hundred, 91, 10)).toBeNull()
    expect(estimateOf([], 0, 1)).toBeNull()
  })

  it('is never negative, and in whole seconds', () => {
    const { fromSeconds, toSeconds } = estimateOf([10.4, 10.6, 11.4], 10, 3) ?? {
      fromSeconds: -1,
      toSeconds: -1,
    }
    expect([fromSeconds, toSeconds]).toEqual([0, 1])
  })
})
