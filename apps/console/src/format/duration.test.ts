import { describe, expect, it } from 'vitest'
import { clock, longClock, secondsSince } from './duration.ts'

describe('a duration', () => {
  it('counts as mm:ss below an hour and as h:mm:ss above', () => {
    expect([0, 9, 42, 60, 192, 3599, 3600, 4000].map(clock)).toEqual([
      '00:00',
      '00:09',
      '00:42',
      '01:00',
      '03:12',
      '59:59',
      '1:00:00',
      '1:06:40',
    ])
  })

  it("stands as HH:mm:ss in the manual's tables", () => {
    expect([6, 239, 984, 36_061].map(longClock)).toEqual([
      '00:00:06',
      '00:03:59',
      '00:16:24',
      '10:01:01',
    ])
  })

  it('is never negative, even where the clocks disagree', () => {
    expect(clock(-3)).toBe('00:00')
    expect(longClock(-3)).toBe('00:00:00')
    expect(secondsSince('2026-01-01T00:00:10Z', Date.parse('2026-01-01T00:00:05Z'))).toBe(0)
  })

  it('drops the part of a second that has not passed', () => {
    expect(secondsSince('2026-01-01T00:00:00Z', Date.parse('2026-01-01T00:00:41.999Z'))).toBe(41)
  })
})
