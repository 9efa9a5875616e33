/** Accounts, sessions and the signed-in person's own snapshot (manual 3.1, 3.2). */
import { z } from 'zod'
import { id, line, time, version } from './common.ts'
import { agentStates, offerRules } from './states.ts'
import { grants, roles } from './permissions.ts'

export const agentState = z.enum(agentStates)

/** How the institution shows itself, on both sides. */
export const institution = z.object({
  name: z.string(),
  supportPhone: z.string(),
  /** The accent, `#rrggbb`; null: the product's own. */
  colour: z.string().nullable(),
  /** Path of the picture; changes with it. Null: none. */
  logo: z.string().nullable(),
})
export type Institution = z.infer<typeof institution>

export const signIn = z.strictObject({
  username: line(64),
  password: z.string().min(1).max(200),
  /** True once the person has agreed that the other place is signed out. */
  replace: z.boolean().default(false),
})

/** The offer that rings for this agent now. */
export const ring = z.object({
  callId: id,
  version,
  workOrderId: id.nullable(),
  taskNumber: z.string().nullable(),
  businessType: z.string(),
  businessItem: z.string(),
  /** Masked. */
  insuredName: z.string().nullable(),
  /** 来电号码, masked: of a customer who came by phone number for another matter. */
  walkInPhone: z.string().nullable(),
  caseNumber: z.string().nullable(),
  /** 优先 */
  priority: z.boolean(),
  queuedAt: time,
  /** When the ring goes on to the next. */
  expiresAt: time,
  /** Which rule chose this agent. */
  rule: z.enum(offerRules),
})
export type Ring = z.infer<typeof ring>

/** Everything the header and the incoming-call card need. */
export const me = z.object({
  accountId: id,
  username: z.string(),
  name: z.string(),
  role: z.enum(roles),
  grants: z.array(z.enum(grants)),
  /** Null for administrators: they have no agent state and are never rung. */
  agent: z
    .object({
      state: agentState,
      since: time,
      version,
      ring: ring.nullable(),
      /** The live call, if any. */
      callId: id.nullable(),
      /** Ended calls of this agent without a disposition, newest first. */
      unfilledCallIds: z.array(id),
      /** Why it is paused, where it chose a reason. */
      pauseReason: z.object({ id, name: z.string() }).nullable(),
      /** 暂放 came by itself, after too many missed rings. */
      pausedForMissedRings: z.boolean(),
      /** When 话后处理 ends by itself, unless a disposition is missing then; null: by hand only. */
      wrapUpUntil: time.nullable(),
    })
    .nullable(),
  /** How many customers wait in the queues this person serves. */
  waiting: z.int(),
  institution,
  /** IANA name of the institution's zone (TZ_NAME): times are shown in it, wherever the browser is. */
  timeZone: z.string(),
  /** Nothing else is possible before the password is changed. */
  mustChangePassword: z.boolean(),
  /** The simulated carrier is in use, so the outbox page exists. */
  smsSimulated: z.boolean(),
  serverTime: time,
})
export type Me = z.infer<typeof me>

export const changeState = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('idle') }),
  z.strictObject({ state: z.literal('paused'), pauseReasonId: id.optional() }),
])
export type ChangeState = z.infer<typeof changeState>

/** The first administrator of an empty installation, by the one-time address printed at start. */
export const setUp = z.strictObject({
  token: z.string().regex(/^[A-Za-z0-9_-]{22}$/),
  username: z
    .string()
    .trim()
    .regex(/^[a-z0-9._-]{2,32}$/i),
  name: line(60),
  password: z.string().min(10).max(200),
})
