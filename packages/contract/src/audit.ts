/** The audit log (law 2). */
import { z } from 'zod'
import { id, line, listQuery, period, time } from './common.ts'

export const actorKinds = ['account', 'seat', 'system'] as const
export const auditEntry = z.object({
  id,
  /** Its number in the chain; null for the moment before it is chained. */
  number: z.int().nullable(),
  at: time,
  actorKind: z.enum(actorKinds),
  /** The account's name, 客户, or 系统. */
  actor: z.string(),
  /** `work-order.view` and the like. */
  action: z.string(),
  taskNumber: z.string().nullable(),
  callId: id.nullable(),
  targetId: id.nullable(),
  address: z.string().nullable(),
  /** Old and new values and the like; personal data masked. */
  details: z.record(z.string(), z.unknown()),
})
export type AuditEntry = z.infer<typeof auditEntry>

export const auditFilter = {
  actorId: id.optional(),
  action: z
    .string()
    .regex(/^[a-z]+(-[a-z]+)*(\.[a-z]+(-[a-z]+)*)?$/)
    .max(60)
    .optional(),
  taskNumber: line(20).optional(),
  targetId: id.optional(),
  ...period,
}
export const auditQuery = z.strictObject({
  ...listQuery,
  ...auditFilter,
  cursor: z.string().max(200).optional(),
})
export const auditPage = z.object({
  items: z.array(auditEntry),
  nextCursor: z.string().nullable(),
})
/** How far the chain is and whether it holds. */
export const auditChain = z.object({
  chained: z.int(),
  waiting: z.int(),
  /** Seconds that the oldest waiting entry waits; 0 where none does. */
  lagSeconds: z.number(),
})
