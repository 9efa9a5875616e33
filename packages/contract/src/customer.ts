/** The customer's side (manual ch. 4). */
import { z } from 'zod'
import { institution } from './accounts.ts'
import { id, time, version } from './common.ts'
import { callEndReasons } from './states.ts'
import { callMedia, callStatus } from './calls.ts'

export const linkToken = z.string().regex(/^[A-Za-z0-9_-]{10,22}$/)
export const enter = z.strictObject({ token: linkToken })
export const takeOver = z.strictObject({ token: linkToken, code: z.string().regex(/^\d{6}$/) })

export const customerCall = z.object({
  id,
  version,
  status: callStatus,
  /** Earlier waiting calls of the same item. */
  ahead: z.int(),
  queuedAt: time,
  answeredAt: time.nullable(),
  endedAt: time.nullable(),
  endReason: z.enum(callEndReasons).nullable(),
  agentName: z.string().nullable(),
  /** Null once ended. */
  media: callMedia.nullable(),
})
export type CustomerCall = z.infer<typeof customerCall>

/** Everything the customer's page needs; refetched on every event. */
export const customerView = z.object({
  institution,
  notice: z.object({ version: z.int(), zh: z.string(), en: z.string() }),
  order: z.object({
    businessType: z.string(),
    businessItem: z.string(),
    callable: z.boolean(),
  }),
  consentedAt: time.nullable(),
  /** The live call, or the last one of this device. */
  call: customerCall.nullable(),
  serverTime: time,
})
export type CustomerView = z.infer<typeof customerView>

export const giveConsent = z.strictObject({ noticeVersion: z.int() })
