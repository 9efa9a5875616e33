/** Text messages: their state, the simulated carrier's outbox, the settings page. */
import { z } from 'zod'
import { id, time, version } from './common.ts'

/** `sent`: the carrier took it; `delivered` and `undelivered` come with its report. */
export const smsStatuses = ['queued', 'sent', 'delivered', 'undelivered', 'failed'] as const
export const smsStatus = z.enum(smsStatuses)

/** Why a message did not arrive, by what can be done about it; screens say it by this code. */
export const smsFailures = [
  'invalid-number',
  'phone-off',
  'blacklisted',
  'carrier-limit',
  'content-refused',
  'template-refused',
  'no-balance',
  'bad-credentials',
  'carrier-down',
  'unknown',
] as const
export const smsFailure = z.enum(smsFailures)
export type SmsFailure = (typeof smsFailures)[number]

export const smsKind = z.enum(['link', 'code'])

export const smsMessage = z.object({
  id,
  phone: z.string(),
  text: z.string(),
  kind: smsKind,
  status: smsStatus,
  taskNumber: z.string().nullable(),
  createdAt: time,
})
export type SmsMessage = z.infer<typeof smsMessage>

/** A template as the settings' pages show it. */
export const smsTemplate = z.object({
  /** The carrier's approved template; null with the simulated carrier. */
  templateId: z.string().nullable(),
  /** The words with {1}, {2} … in them. */
  text: z.string(),
  /** What stands in {1}, {2} …, in order. */
  parameters: z.array(z.string()),
  /** As a customer would read it, with made-up values. */
  preview: z.string(),
})
export type SmsTemplate = z.infer<typeof smsTemplate>

/** SMS as an administrator sees and sets it; what the environment sets is shown, never a secret. */
export const smsSettings = z.object({
  version,
  provider: z.enum(['simulated', 'tencent']),
  /** 【】 of every message. */
  signature: z.string(),
  templates: z.array(smsTemplate.extend({ kind: smsKind })),
  coolDownSeconds: z.int(),
  dailyCap: z.int(),
})
export type SmsSettings = z.infer<typeof smsSettings>

export const saveSmsSettings = z.strictObject({
  version,
  coolDownSeconds: z.int().min(10).max(3600),
  /** Links to one phone in one day; codes have a cap of their own. */
  dailyCap: z.int().min(1).max(50),
})

/** SMS_REPORT_TOKEN. */
export const smsReportsParams = z.strictObject({ token: z.string().max(100) })
/** What Tencent Cloud posts (document 382/43547); fields that we do not read are dropped unseen. */
export const smsReports = z
  .array(
    z.object({
      /** The carrier's id of the message. */
      sid: z.string().min(1).max(100),
      report_status: z.enum(['SUCCESS', 'FAIL']),
      /** The operator's code, as DELIVRD or MK:0001. */
      errmsg: z.string().max(200),
    }),
  )
  .max(1000)
/** What it wants to hear. */
export const smsReportsTaken = z.object({ result: z.literal(0), errmsg: z.literal('OK') })
