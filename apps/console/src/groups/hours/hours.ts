/** Hours on duty of a group as they are typed: rows of weekdays and times (contract/groups.ts). */
import type { DutySpan, GroupHours } from '@veridesk/contract/groups'

/** One row of the editor. */
export interface SpanRow {
  /** Of this page; stays with the row while it is edited. */
  readonly key: string
  /** 1 Monday to 7 Sunday. */
  readonly days: readonly number[]
  /** As typed; `clockTime` reads it. */
  readonly from: string
  readonly to: string
}

export const maxRows = 28

let made = 0
const withKey = (span: Omit<SpanRow, 'key'>): SpanRow => {
  made += 1
  return { key: `span-${made}`, ...span }
}

/** What most offices have, to begin with. */
export const officeRow = () => withKey({ days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' })

/** The same once more, to be changed. */
export const copyOf = ({ days, from, to }: SpanRow): SpanRow => withKey({ days, from, to })

export const rowsOf = (hours: GroupHours): SpanRow[] => (hours ?? []).map(withKey)

/** `9:30`, `09：30` and `0930` as `09:30`; up to 24:00, the end of a day. Null where it is no time. */
export function clockTime(typed: string): string | null {
  const [, hours, minutes] = /^\s*(\d{1,2})[:：]?(\d{2})\s*$/.exec(typed) ?? []
  if (hours === undefined || minutes === undefined) return null
  const total = Number(hours) * 60 + Number(minutes)
  if (Number(minutes) > 59 || total > 24 * 60) return null
  return `${hours.padStart(2, '0')}:${minutes}`
}

export type RowProblem = 'noDays' | 'noTime' | 'backwards'

/** What keeps this row from being saved; null: nothing. */
export function problemOfRow({ days, from, to }: SpanRow): RowProblem | null {
  const start = clockTime(from)
  const end = clockTime(to)
  if (days.length === 0) return 'noDays'
  if (start === null || end === null) return 'noTime'
  return start < end ? null : 'backwards'
}

/** What is sent of rows without a problem; no row at all: always on duty. */
export function hoursOf(rows: readonly SpanRow[]): GroupHours {
  if (rows.length === 0) return null
  return rows.map(({ days, from, to }) => ({
    days: days.toSorted((one, other) => one - other),
    from: clockTime(from) ?? from,
    to: clockTime(to) ?? to,
  }))
}

/** How a language writes what `spanWords` joins. */
export interface HoursWriting {
  readonly day: (weekday: number) => string
  readonly everyDay: string
  readonly comma: string
  readonly through: (first: string, last: string) => string
}

/** 周一至周五 09:00–18:00: three days or more in a row are written as one. */
export function spanWords({ days, from, to }: DutySpan, writing: HoursWriting): string {
  const sorted = days.toSorted((one, other) => one - other)
  const runs: number[][] = []
  for (const day of sorted) {
    const run = runs.at(-1)
    if (run?.at(-1) === day - 1) run.push(day)
    else runs.push([day])
  }
  const names = runs.flatMap((run) => {
    const [first, last] = [run[0] ?? 0, run.at(-1) ?? 0]
    return run.length > 2
      ? [writing.through(writing.day(first), writing.day(last))]
      : run.map(writing.day)
  })
  const words = sorted.length === 7 ? writing.everyDay : names.join(writing.comma)
  return `${words} ${from}–${to}`
}
