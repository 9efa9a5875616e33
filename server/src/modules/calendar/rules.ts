/** When groups are on duty: pure. */
import type { CalendarDay, DutySpan, GroupHours } from '@veridesk/contract'
import { dayAfter, weekdayOf, type Zone } from './zone.ts'

/** So many days after today are looked through for the next opening. */
export const daysAhead = 14

export interface Opening {
  readonly open: boolean
  /** When it opens next; null while it is open, and where it does not open within 14 days. */
  readonly opensAt: Date | null
}

/** Days that are not like their weekday: the weekday whose hours they have, or null for closed. */
export type SpecialDays = ReadonlyMap<string, number | null>

export const specialDaysOf = (
  days: readonly Pick<CalendarDay, 'day' | 'likeWeekday'>[],
): SpecialDays => new Map(days.map(({ day, likeWeekday }) => [day, likeWeekday]))

/** `24:00` is 1,440. */
const minuteOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))

function spansOf(
  hours: readonly DutySpan[],
  day: string,
  specialDays: SpecialDays,
): readonly DutySpan[] {
  const weekday = specialDays.has(day) ? specialDays.get(day) : weekdayOf(day)
  return hours.filter(({ days }) => days.some((each) => each === weekday))
}

/**
 * Whether a group with these hours is on duty now, and when it is next. Days and hours are those that
 * calendar and clock on a wall of the zone show.
 */
export function openingAt(
  hours: GroupHours,
  specialDays: SpecialDays,
  zone: Zone,
  now: Date,
): Opening {
  if (hours === null) return { open: true, opensAt: null }
  const { day: today, minute } = zone.localTime(now)
  const open = spansOf(hours, today, specialDays).some(
    ({ from, to }) => minuteOf(from) <= minute && minute < minuteOf(to),
  )
  if (open) return { open, opensAt: null }
  for (let days = 0; days <= daysAhead; days++) {
    const day = dayAfter(today, days)
    const next = spansOf(hours, day, specialDays)
      .map(({ from }) => zone.moment(day, minuteOf(from)))
      .filter((at) => at > now)
      .sort((one, other) => one.getTime() - other.getTime())[0]
    if (next) return { open, opensAt: next }
  }
  return { open, opensAt: null }
}

/** Of several groups that serve one matter: open while one is, else when the first one opens. */
export function openingOfAll(openings: readonly Opening[]): Opening {
  if (openings.some(({ open }) => open)) return { open: true, opensAt: null }
  const next = openings
    .flatMap(({ opensAt }) => (opensAt === null ? [] : [opensAt.getTime()]))
    .sort((one, other) => one - other)[0]
  return { open: false, opensAt: next === undefined ? null : new Date(next) }
}
