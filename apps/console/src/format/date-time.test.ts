import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { dateTime, onTheWall, showTimesIn, shownZone } from './date-time.ts'
import { addDays, dayOf, isDay, startOfDay } from './day.ts'

let before: string
beforeEach(() => {
  before = shownZone()
  showTimesIn('Asia/Shanghai')
})
afterEach(() => showTimesIn(before))

describe('a time on a screen', () => {
  it("stands in the manual's form and in the institution's zone, whatever this computer's is", () => {
    expect(dateTime('2020-04-09T07:23:27Z')).toBe('2020-04-09 15:23:27')
    expect(dateTime('2020-04-09T16:00:00Z')).toBe('2020-04-10 00:00:00')
    showTimesIn('America/New_York')
    expect(dateTime('2020-04-09T07:23:27Z')).toBe('2020-04-09 03:23:27')
  })

  it('drops the part of a second and counts hours from 00 to 23', () => {
    expect(onTheWall(Date.parse('2020-04-08T16:59:59.999Z'))).toEqual({
      day: '2020-04-09',
      time: '00:59:59',
    })
  })
})

describe("a day of the institution's calendar", () => {
  it('begins at its own midnight', () => {
    expect(startOfDay('2020-04-09')).toBe('2020-04-08T16:00:00.000Z')
    expect(dayOf(Date.parse('2020-04-08T16:00:00Z'))).toBe('2020-04-09')
    expect(dayOf(Date.parse('2020-04-08T15:59:59Z'))).toBe('2020-04-08')
  })

  it('begins rightly around a change of the clocks', () => {
    showTimesIn('America/New_York')
    expect(startOfDay('2026-03-08')).toBe('2026-03-08T05:00:00.000Z')
    expect(startOfDay('2026-03-09')).toBe('2026-03-09T04:00:00.000Z')
    expect(startOfDay('2026-11-01')).toBe('2026-11-01T04:00:00.000Z')
    expect(startOfDay('2026-11-02')).toBe('2026-11-02T05:00:00.000Z')
    // Midnight did not exist there: the day began at 01:00.
    showTimesIn('America/Sao_Paulo')
    expect(startOfDay('2018-11-04')).toBe('2018-11-04T03:00:00.000Z')
  })

  it('is counted on over months and years', () => {
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01')
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31')
  })

  it('is told from what is no day', () => {
    expect(isDay('2026-02-28')).toBe(true)
    for (const wrong of ['2026-02-30', '2026-13-01', '26-01-01', '', 'today'])
      expect(isDay(wrong)).toBe(false)
  })
})
