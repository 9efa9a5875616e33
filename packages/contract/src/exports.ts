/** Exports: XLSX files made in the background, with progress. */
import { z } from 'zod'
import { auditFilter } from './audit.ts'
import { callFilter } from './calls.ts'
import { id, time } from './common.ts'
import { workOrderFilter, workOrderStatus } from './work-orders.ts'

/** What is asked for: the filters of the list that it stands beside. */
export const createExport = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('work-orders'),
    filter: z.strictObject({ ...workOrderFilter, status: workOrderStatus.optional() }),
  }),
  z.strictObject({ kind: z.literal('calls'), filter: z.strictObject(callFilter) }),
  z.strictObject({ kind: z.literal('audit'), filter: z.strictObject(auditFilter) }),
])
export type CreateExport = z.input<typeof createExport>

export const exportKinds = ['work-orders', 'calls', 'audit'] as const
export const exportStates = ['queued', 'running', 'done', 'failed', 'cancelled'] as const
export const exportJob = z.object({
  id,
  kind: z.enum(exportKinds),
  state: z.enum(exportStates),
  /** Rows written so far. */
  rows: z.int(),
  /** Rows there were when it began; null before that. */
  total: z.int().nullable(),
  /** The file ends at its limit and says so. */
  truncated: z.boolean(),
  fileName: z.string(),
  createdAt: time,
  /** When the file is deleted; null before it is done. */
  expiresAt: time.nullable(),
})
export type ExportJob = z.infer<typeof exportJob>
