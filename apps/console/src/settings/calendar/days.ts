/** Days that are not like their weekday, as they are typed and sent (contract/calendar.ts). */
import type { CalendarDay } from '@veridesk/contract/calendar'
import { addDays } from '../../format/day.ts'

export type DayRule = Pick<CalendarDay, 'name' | 'likeWeekday'>

/** 1 Monday to 7 Sunday. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7
}

export const yearOf = (day: string) => Number(day.slice(0, 4))

/** Every day from the first to the last, both included; none where they stand the wrong way round. */
export function daysBetween(first: string, last: string): string[] {
  const days: string[] = []
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day)
  return days
}

export type SpanProblem = 'backwards' | 'otherYear'

/** What keeps these days from being set together; null: nothing. */
export function problemOfSpan(first: string, last: string): SpanProblem | null {
  if (yearOf(first) !== yearOf(last)) return 'otherYear'
  return last < first ? 'backwards' : null
}

/** The days of a year with these set by one rule, in order; what was set for them before is replaced. */
export function withDays(
  year: readonly CalendarDay[],
  days: readonly string[],
  rule: DayRule,
): CalendarDay[] {
  const rest = year.filter(({ day }) => !days.includes(day))
  return [...rest, ...days.map((day) => ({ day, ...rule }))].toSorted((one, other) =>
    one.day.localeCompare(other.day),
  )
}
