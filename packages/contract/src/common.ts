/** Schemas that several areas share. */
import { z } from 'zod'

export const id = z.uuid()
/** RFC 3339, UTC. */
export const time = z.iso.datetime()
/** Raised by one in every UPDATE of the row; realtime events carry it (law 6). */
export const version = z.int().nonnegative()
/** One line of text typed by a person: trimmed, no control characters. */
export const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}]*$/u)
/** Text of several lines typed by a person: trimmed, line breaks and tabs kept, no other control characters. */
export const paragraph = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}\n\r\t]*(?:[\n\r\t][^\p{Cc}\n\r\t]*)*$/u)
/** Mainland mobile number. */
export const mobile = z
  .string()
  .trim()
  .regex(/^1[3-9]\d{9}$/)
export const idParams = z.strictObject({ id })
export const versionQuery = z.strictObject({ version: z.coerce.number().int().nonnegative() })
/** A query's yes or no. */
export const flag = z.enum(['true', 'false']).transform((text) => text === 'true')
/** From this moment, before that one; either may be absent. Checked by `rightWay`. */
export const period = { from: time.optional(), to: time.optional() }
/** The period's beginning lies before its end. */
export const rightWay = ({ from, to }: { from?: string | undefined; to?: string | undefined }) =>
  from === undefined || to === undefined || Date.parse(from) < Date.parse(to)
export const listQuery = { limit: z.coerce.number().int().min(1).max(100).default(20) }
/** A whole list, where it is short by nature. */
export const items = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item) })
