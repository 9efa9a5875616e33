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
export const idParams = z.strictObject({ id })
export const listQuery = { limit: z.coerce.number().int().min(1).max(100).default(20) }
/** A whole list, where it is short by nature. */
export const items = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item) })
