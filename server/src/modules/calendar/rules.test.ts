import { describe, expect, it } from 'vitest'
import type { DutySpan } from '@veridesk/contract'
import { openingAt, openingOfAll, specialDaysOf } from './rules.ts'
import { zoneOf } from './zone.ts'

const weekdays = [1, 2, 3, 4, 5]
const everyDay = [1, 2, 3, 4, 5, 6, 7]
const office: DutySpan[] = [{ days: weekdays, from: '09:00', to: '17:30' }]
const shanghai = 'Asia/Shanghai'
const closed = (day: string) => ({ day, likeWeekday: null })

/** `now` and `opensAt` as clocks with their distance from UTC. */
function look(
  now: string,
  {
    hours = office,
    days = [] as { day: string; likeWeekday: number | null }[],
    zone = shanghai,
  }: {
    hours?: DutySpan[] | null
    days?: { day: string; likeWeekday: number | null }[]
    zone?: string
  } = {},
) {
  return openingAt(hours, specialDaysOf(days), zoneOf(zone), new Date(now))
}
const opens = (at: string) => ({ open: false, opensAt: new Date(at) })
const open = { open: true, opensAt: null }
const never = { open: false, opensAt: null }

describe('weekday hours', () => {
  // 2026-03-09 is a Monday.
  it.each([
    ['2026-03-09T08:59:59+08:00', opens('2026-03-09T09:00:00+08:00')],
    ['2026-03-09T09:00:00+08:00', open],
    ['2026-03-09T17:29:59+08:00', open],
    ['2026-03-09T17:30:00+08:00', opens('2026-03-10T09:00:00+08:00')],
    ['2026-03-13T18:00:00+08:00', opens('2026-03-16T09:00:00+08:00')],
    ['2026-03-15T12:00:00+08:00', opens('2026-03-16T09:00:00+08:00')],
    // Sunday still in UTC, Monday in Shanghai.
    ['2026-03-15T17:30:00Z', opens('2026-03-16T09:00:00+08:00')],
    ['2026-03-16T01:00:00Z', open],
  ])('at %s', (now, expected) => {
    expect(look(now)).toEqual(expected)
  })

  it('of a day with a break open after it', () => {
    const hours = [
      { days: [1], from: '13:00', to: '17:00' },
      { days: [1], from: '09:00', to: '12:00' },
    ]
    expect(look('2026-03-09T12:00:00+08:00', { hours })).toEqual(opens('2026-03-09T13:00:00+08:00'))
    expect(look('2026-03-09T07:00:00+08:00', { hours })).toEqual(opens('2026-03-09T09:00:00+08:00'))
  })

  it('over midnight are two spans without a gap, and 24:00 is the end of the day', () => {
    const hours = [
      { days: everyDay, from: '22:00', to: '24:00' },
      { days: everyDay, from: '00:00', to: '06:00' },
    ]
    expect(look('2026-03-09T23:59:59.999+08:00', { hours })).toEqual(open)
    expect(look('2026-03-10T00:00:00+08:00', { hours })).toEqual(open)
    expect(look('2026-03-10T06:00:00+08:00', { hours })).toEqual(opens('2026-03-10T22:00:00+08:00'))
  })

  it('of a single day open on midnight of that day', () => {
    const hours = [{ days: [7], from: '00:00', to: '24:00' }]
    expect(look('2026-03-14T23:59:59+08:00', { hours })).toEqual(opens('2026-03-15T00:00:00+08:00'))
    expect(look('2026-03-15T23:59:59+08:00', { hours })).toEqual(open)
    expect(look('2026-03-16T00:00:00+08:00', { hours })).toEqual(opens('2026-03-22T00:00:00+08:00'))
  })

  it('that are null are always, whatever the calendar says', () => {
    const days = [closed('2026-03-09')]
    expect(look('2026-03-09T03:00:00+08:00', { hours: null, days })).toEqual(open)
  })
})

describe('the calendar', () => {
  it('closes a day', () => {
    const days = [closed('2026-03-09'), closed('2026-03-10')]
    expect(look('2026-03-09T10:00:00+08:00', { days })).toEqual(opens('2026-03-11T09:00:00+08:00'))
  })

  it('gives 调休 the hours of another weekday', () => {
    const hours = [...office, { days: [6], from: '10:00', to: '12:00' }]
    // A Sunday worked like a Friday, and a Monday like a Saturday.
    const days = [
      { day: '2026-03-15', likeWeekday: 5 },
      { day: '2026-03-16', likeWeekday: 6 },
    ]
    expect(look('2026-03-15T17:00:00+08:00', { hours, days })).toEqual(open)
    expect(look('2026-03-15T18:00:00+08:00', { hours, days })).toEqual(
      opens('2026-03-16T10:00:00+08:00'),
    )
    expect(look('2026-03-16T13:00:00+08:00', { hours, days })).toEqual(
      opens('2026-03-17T09:00:00+08:00'),
    )
  })

  it('of fourteen closed days and no fifteenth has an opening, of more none', () => {
    const holiday = (count: number) =>
      Array.from({ length: count }, (_, index) =>
        closed(new Date(Date.UTC(2026, 2, 9 + index)).toISOString().slice(0, 10)),
      )
    const now = '2026-03-09T10:00:00+08:00'
    expect(look(now, { days: holiday(14) })).toEqual(opens('2026-03-23T09:00:00+08:00'))
    expect(look(now, { days: holiday(15) })).toEqual(never)
  })
})

describe('where the clock is changed', () => {
  const zone = 'America/New_York'
  const night = [{ days: everyDay, from: '02:30', to: '05:00' }]

  // Put forward from 02:00 to 03:00 on 2026-03-08, back from 02:00 to 01:00 on 2026-11-01.
  it('hours keep to the wall on both sides', () => {
    expect(look('2026-03-06T18:00:00-05:00', { zone })).toEqual(opens('2026-03-09T09:00:00-04:00'))
    expect(look('2026-10-30T18:00:00-04:00', { zone })).toEqual(opens('2026-11-02T09:00:00-05:00'))
  })

  it('a span that begins within the skipped hour begins when the clock is put forward', () => {
    expect(look('2026-03-08T01:59:00-05:00', { zone, hours: night })).toEqual(
      opens('2026-03-08T03:00:00-04:00'),
    )
    expect(look('2026-03-08T03:00:00-04:00', { zone, hours: night })).toEqual(open)
  })

  it('a span within the hour that comes twice begins the first time', () => {
    const hours = [{ days: [7], from: '01:30', to: '03:00' }]
    expect(look('2026-11-01T00:10:00-04:00', { zone, hours })).toEqual(
      opens('2026-11-01T01:30:00-04:00'),
    )
  })

  it('days end at the zone’s midnight', () => {
    const hours = [{ days: [1], from: '00:00', to: '24:00' }]
    expect(look('2026-03-09T03:59:00Z', { zone, hours })).toEqual(opens('2026-03-09T04:00:00Z'))
    expect(look('2026-03-10T03:59:00Z', { zone, hours })).toEqual(open)
    expect(look('2026-03-08T12:00:00Z', { zone: 'Pacific/Kiritimati', hours })).toEqual(open)
  })
})

describe('of several groups', () => {
  const at = (time: string) => ({ open: false, opensAt: new Date(time) })
  it('one that is open is enough, else the first opening counts', () => {
    const [sooner, later] = [at('2026-03-09T09:00:00Z'), at('2026-03-10T09:00:00Z')]
    expect(openingOfAll([later, open])).toEqual(open)
    expect(openingOfAll([later, never, sooner])).toEqual(sooner)
    expect(openingOfAll([never])).toEqual(never)
    expect(openingOfAll([])).toEqual(never)
  })
})
