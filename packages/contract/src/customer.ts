/** The customer's side (manual ch. 4). */
import { z } from 'zod'
import { institution } from './accounts.ts'
import { businessType, workOrderStatus } from './work-orders.ts'
import { id, mobile, time, version } from './common.ts'
import { callEndReasons } from './states.ts'
import { callMedia, callStatus } from './calls.ts'

export const linkToken = z.string().regex(/^[A-Za-z0-9_-]{10,22}$/)
export const enter = z.strictObject({ token: linkToken })
const code = z.string().regex(/^\d{6}$/)
export const takeOver = z.strictObject({ token: linkToken, code })

/** Entry by phone number (manual 4.2): `phone` is any mobile number, known or not. */
export const askPhoneCode = z.strictObject({ phone: mobile })
export const verifyPhone = z.strictObject({ phone: mobile, code })
/** One of the phone's open orders, or another matter: a walk-in. */
export const enterByPhone = z.union([
  z.strictObject({ workOrderId: id }),
  z.strictObject({ itemId: id }),
])

/** Whether calls are taken now. */
export const opening = z.object({
  /** Somebody serves this and is on duty by the hours that administrators set. */
  open: z.boolean(),
  /** While closed: when it opens next, where that is known. */
  opensAt: time.nullable(),
  /** Every queue that is open has as many callers as it may. */
  full: z.boolean(),
})
export type Opening = z.infer<typeof opening>

/** What the page at `/c` shows before any code; the same for everybody. */
export const front = z.object({
  institution,
  notice: z.object({ version: z.int(), zh: z.string(), en: z.string() }),
  /** Of the whole institution. */
  opening,
  serverTime: time,
})
export type Front = z.infer<typeof front>

/** What a proven phone may choose from. */
export const phoneChoice = z.object({
  institution,
  /** Masked. */
  phone: z.string(),
  /** Open orders of this phone, newest first. */
  orders: z.array(
    z.object({
      workOrderId: id,
      taskNumber: z.string(),
      businessType: z.string(),
      businessItem: z.string(),
      status: workOrderStatus,
      createdAt: time,
    }),
  ),
  /** For another matter. */
  businessTypes: z.array(businessType.pick({ id: true, name: true, items: true })),
  serverTime: time,
})
export type PhoneChoice = z.infer<typeof phoneChoice>

export const customerCall = z.object({
  id,
  version,
  status: callStatus,
  /** Earlier waiting calls of the same item. */
  ahead: z.int(),
  /** While waiting: how long it may still take, by recent waits; null where there are too few of them. */
  estimate: z.object({ fromSeconds: z.int(), toSeconds: z.int() }).nullable(),
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
  /** Of a walk-in: what was chosen. */
  order: z.object({
    businessType: z.string(),
    businessItem: z.string(),
    callable: z.boolean(),
  }),
  /** Came by phone number for another matter, and has no order yet. */
  walkIn: z.boolean(),
  /** Of this matter. */
  opening,
  /** A page that is away for longer while it waits loses its place in the queue. */
  graceSeconds: z.int(),
  consentedAt: time.nullable(),
  /** The live call, or the last one of this device. */
  call: customerCall.nullable(),
  serverTime: time,
})
export type CustomerView = z.infer<typeof customerView>

export const giveConsent = z.strictObject({ noticeVersion: z.int() })
