/** Settings of the institution (manual 3.18). Each part has a version of its own. */
import { z } from 'zod'
import { institution } from './accounts.ts'
import { line, paragraph, version } from './common.ts'

export const institutionSettings = institution.extend({ version })
export type InstitutionSettings = z.infer<typeof institutionSettings>
export const saveInstitution = z.strictObject({
  version,
  name: line(30),
  supportPhone: z
    .string()
    .trim()
    .regex(/^[0-9+][0-9 -]{4,19}$/),
  colour: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i)
    .nullable(),
})
/** 512 KB; PNG, JPEG or WebP, drawn anew on the server, so that nothing hides in it. */
export const logoLimit = 512 * 1024
export const logoQuery = z.strictObject({ version: z.coerce.number().int().nonnegative() })
export const logoParams = z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/) })

/** The recording notice (录制告知); `version` is what customers' consents name. */
export const noticeSettings = z.object({ version, zh: z.string(), en: z.string() })
export type NoticeSettings = z.infer<typeof noticeSettings>
export const saveNotice = z.strictObject({ version, zh: paragraph(1000), en: paragraph(2000) })

/** How calls find their agent and how long they may wait. */
const routingFields = {
  /** How long one agent is rung, where no group says otherwise. */
  ringSeconds: z.int().min(5).max(300),
  /** An agent who declined or missed a call is not rung for it again this long. */
  declineRestSeconds: z.int().min(1).max(86_400),
  /** So many rings missed in a row put an agent into 暂放; 0: never. */
  missedRingsToPause: z.int().min(0).max(100),
  /** A call that waited longer ends `timed-out`. */
  longestWaitSeconds: z.int().min(60).max(86_400),
  /** Fewer recent waits than this give no estimate. */
  estimateMinimum: z.int().min(1).max(1000),
}
export const routingSettings = z.object({ version, ...routingFields })
export type RoutingSettings = z.infer<typeof routingSettings>
export const saveRouting = z.strictObject({ version, ...routingFields })

/** How many codes entering by phone may send in an hour (manual 4.2). */
const entryFields = {
  codesPerPhonePerHour: z.int().min(1).max(100),
  codesPerAddressPerHour: z.int().min(1).max(10_000),
  codesPerHour: z.int().min(1).max(1_000_000),
}
export const entrySettings = z.object({ version, ...entryFields })
export type EntrySettings = z.infer<typeof entrySettings>
export const saveEntry = z.strictObject({ version, ...entryFields })
