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
