import { describe, expect, it } from 'vitest'
import { daysBetween, problemOfSpan, weekdayOf, withDays } from './days.ts'

it('knows the weekday of a day, Sunday being the last', () => {
  expect(weekdayOf('2026-10-01')).toBe(4)
  expect(weekdayOf('2026-10-04')).toBe(7)
  expect(weekdayOf('2026-10-05')).toBe(1)
})

describe('a span of days', () => {
  it('holds its first and its last, across the end of a month', () => {
    expect(daysBetween('2026-09-30', '2026-10-02')).toEqual([
      '2026-09-30',
      '2026-10-01',
      '2026-10-02',
    ])
    expect(daysBetween('2026-10-01', '2026-10-01')).toEqual(['2026-10-01'])
    expect(daysBetween('2026-10-02', '2026-10-01')).toEqual([])
  })

  it('stays in one year and goes forward', () => {
    expect(problemOfSpan('2026-10-01', '2026-10-07')).toBeNull()
    expect(problemOfSpan('2026-10-01', '2026-10-01')).toBeNull()
    expect(problemOfSpan('2026-10-07', '2026-10-01')).toBe('backwards')
    expect(problemOfSpan('2026-12-31', '2027-01-02')).toBe('otherYear')
  })
})

it('sets days among the others of the year, in order, and replaces what was set for them', () => {
  const closed = (day: string, name: string) => ({ day, name, likeWeekday: null })
  expect(
    withDays(
      [closed('2026-01-01', '元旦'), closed('2026-10-02', '旧')],
      ['2026-10-02', '2026-05-01'],
      { name: '调休', likeWeekday: 3 },
    ),
  ).toEqual([
    closed('2026-01-01', '元旦'),
    { day: '2026-05-01', name: '调休', likeWeekday: 3 },
    { day: '2026-10-02', name: '调休', likeWeekday: 3 },
  ])
})
