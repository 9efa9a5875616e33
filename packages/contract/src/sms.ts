/** The simulated carrier's outbox, for demo use. */
import { z } from 'zod'
import { id, time } from './common.ts'

export const smsMessage = z.object({
  id,
  phone: z.string(),
  text: z.string(),
  kind: z.enum(['link', 'code']),
  status: z.enum(['queued', 'sent', 'failed']),
  taskNumber: z.string().nullable(),
  createdAt: time,
})
export type SmsMessage = z.infer<typeof smsMessage>
