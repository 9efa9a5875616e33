import type { z } from 'zod'
import type { createExport, ExportJob } from '@veridesk/contract'
import { auditLog } from './audit.ts'
import { calls } from './calls.ts'
import type { ExportKind } from './kind.ts'
import { workOrders } from './work-orders.ts'

export type Request = z.output<typeof createExport>

/** The kind as whoever knows its name only sees it; a filter goes to the kind that it was given with. */
export const kinds = {
  'work-orders': workOrders as ExportKind<unknown>,
  calls: calls as ExportKind<unknown>,
  audit: auditLog as ExportKind<unknown>,
} satisfies Record<ExportJob['kind'], ExportKind<unknown>>
