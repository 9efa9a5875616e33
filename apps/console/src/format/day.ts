/** Whole days, `2020-04-09`, of the institution's calendar. */
import { onTheWall } from './date-time.ts'

const dayMs = 86_400_000

/** What a clock there shows at `at`, as if it were UTC. */
function wallMs(at: number): number {
  const { day, time } = onTheWall(at)
  return Date.parse(`${day}T${time}Z`)
}

export function dayOf(at: number): string {
  return onTheWall(at).day
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)
}

/** When that day begins there, RFC 3339 in UTC. A midnight that a clock change leaves out begins after the change. */
export function startOfDay(day: string): string {
  const midnight = Date.parse(`${day}T00:00:00Z`)
  const guess = midnight - (wallMs(midnight) - midnight)
  const begin = midnight - (wallMs(guess) - guess)
  const left = dayOf(begin) < day ? guess : begin
  return new Date(left).toISOString()
}

/** A day of the calendar, as an address may carry it. */
export function isDay(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`)
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    !Number.isNaN(at) &&
    new Date(at).toISOString().startsWith(text)
  )
}
