/** Days that are not like their weekday, for every group with hours (manual 3.18). */
import { z } from 'zod'
import { line, version } from './common.ts'
import { weekday } from './groups.ts'

/** `2026-10-01`, in the institution's zone. */
const day = z.iso.date()
const fields = {
  name: line(40),
  /** 调休: the hours of that weekday, 1 Monday to 7 Sunday; null: closed all day. */
  likeWeekday: weekday.nullable(),
}

export const calendarDay = z.strictObject({ day, ...fields })
export type CalendarDay = z.infer<typeof calendarDay>

/** The days of one year, in order. `version` is that of the whole calendar: every change raises it. */
export const calendarYear = z.object({ version, items: z.array(calendarDay) })
export type CalendarYear = z.infer<typeof calendarYear>

export const calendarQuery = z.strictObject({ year: z.coerce.number().int().min(2000).max(2999) })
export const calendarParams = z.strictObject({ day })
export const saveCalendarDay = z.strictObject({ version, ...fields })
/** These days and no others of the year. */
export const saveCalendarYear = z.strictObject({ version, items: z.array(calendarDay).max(366) })
