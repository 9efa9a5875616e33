import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { showTimesIn, shownZone } from '../format/date-time.ts'
import { daysOf, periodQuery, presets, readPeriod, writePeriod, type Period } from './period.ts'

const before = shownZone()
beforeAll(() => showTimesIn('Asia/Shanghai'))
afterAll(() => showTimesIn(before))

// 00:30 on the 2nd of March there, the 1st still in UTC.
const now = Date.parse('2026-03-01T16:30:00Z')
const read = (query: string) => readPeriod(new URLSearchParams(query))

describe('a period', () => {
  it('comes back from the address as it went in', () => {
    const periods: Period[] = [
      ...presets.map((preset) => ({ preset })),
      { from: '2026-01-01', to: '2026-01-31' },
    ]
    for (const period of periods) {
      const params = new URLSearchParams()
      writePeriod(params, period)
      expect(readPeriod(params)).toEqual(period)
    }
  })

  it('is turned where somebody typed it the wrong way round, and none where it is nonsense', () => {
    expect(read('from=2026-02-01&to=2026-01-01')).toEqual({ from: '2026-01-01', to: '2026-02-01' })
    for (const query of ['', 'period=decade', 'from=2026-02-30&to=2026-03-01', 'from=2026-01-01'])
      expect(read(query)).toBeUndefined()
  })

  it("means the institution's days, the last one included", () => {
    expect(daysOf({ preset: 'today' }, now)).toEqual({ from: '2026-03-02', to: '2026-03-02' })
    expect(daysOf({ preset: 'yesterday' }, now)).toEqual({ from: '2026-03-01', to: '2026-03-01' })
    expect(daysOf({ preset: 'week' }, now)).toEqual({ from: '2026-02-24', to: '2026-03-02' })
    expect(daysOf({ preset: 'month' }, now)).toEqual({ from: '2026-02-01', to: '2026-03-02' })
    expect(daysOf({ preset: 'thisMonth' }, now)).toEqual({ from: '2026-03-01', to: '2026-03-02' })
    expect(periodQuery({ preset: 'today' }, now)).toEqual({
      from: '2026-03-01T16:00:00.000Z',
      to: '2026-03-02T16:00:00.000Z',
    })
    expect(periodQuery(undefined, now)).toEqual({})
  })
})
