/** 客服组 (manual 3.18): only members are rung, for the items that are its skills. */
import { z } from 'zod'
import { id, line, version } from './common.ts'
import { roles } from './permissions.ts'

/** 1 Monday to 7 Sunday. */
export const weekday = z.int().min(1).max(7)
const from = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/)
const to = z.string().regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/)

/**
 * On duty on these weekdays from `from` until just before `to`, by the institution's clock. A night is two
 * spans: until 24:00, and from 00:00 of the next day.
 */
export const dutySpan = z
  .strictObject({ days: z.array(weekday).min(1).max(7), from, to })
  .refine((span) => span.from < span.to, { path: ['to'] })
export type DutySpan = z.infer<typeof dutySpan>
/** Spans may overlap. Null: always on duty, whatever the calendar says. */
export const groupHours = z.array(dutySpan).min(1).max(28).nullable()
export type GroupHours = z.infer<typeof groupHours>

const rules = {
  /** How long a member is rung; null: as long as everywhere. */
  ringSeconds: z.int().min(5).max(300).nullable(),
  /** 话后处理 ends by itself after so long, once the disposition is filled; null: by hand only. */
  wrapUpSeconds: z.int().min(10).max(86_400).nullable(),
  /** So many may wait, further callers are told at once; null: any number. */
  queueLimit: z.int().min(1).max(100_000).nullable(),
  /** Who waited so long may be served by the members of that group too. */
  overflow: z.strictObject({ groupId: id, afterSeconds: z.int().min(1).max(86_400) }).nullable(),
  hours: groupHours,
}

export const group = z.object({
  id,
  version,
  name: z.string(),
  /** Skills: business items. */
  itemIds: z.array(id),
  members: z.array(z.object({ id, username: z.string(), name: z.string(), role: z.enum(roles) })),
  ...rules,
})
export type Group = z.infer<typeof group>

const fields = {
  name: line(40),
  itemIds: z.array(id).max(500),
  memberIds: z.array(id).max(1000),
  // A rule that is left out is none.
  ringSeconds: rules.ringSeconds.default(null),
  wrapUpSeconds: rules.wrapUpSeconds.default(null),
  queueLimit: rules.queueLimit.default(null),
  overflow: rules.overflow.default(null),
  hours: rules.hours.default(null),
}
export const createGroup = z.strictObject(fields)
export const saveGroup = z.strictObject({ version, ...fields })
export type SaveGroup = z.input<typeof saveGroup>
