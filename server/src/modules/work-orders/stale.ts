import { z } from 'zod'
import { fieldChange } from '@veridesk/contract'
import type { StaleChange } from '@veridesk/contract/errors'
import type { DbOrTx } from '../../database.ts'
import { operationsOfOrder } from '../audit/service.ts'

/** What the audit row of an edit says (save.ts). */
export const editDetails = z.object({ version: z.int(), changes: z.array(fieldChange) })

/**
 * Who changed which field of an open order since the version `held`, each field's last change, newest
 * first. Besides edits only an answered call raises the version: it changes the status.
 */
export async function changesSince(
  db: DbOrTx,
  workOrderId: string,
  { held, current }: { held: number; current: number },
): Promise<StaleChange[]> {
  const raising = await operationsOfOrder(db, workOrderId, ['work-order.edit', 'call.answer'])
  const changes = new Map<string, StaleChange>()
  // Each of them raised the version by one.
  for (const { action, accountName, at, details } of raising.slice(
    0,
    Math.max(current - held, 0),
  )) {
    const fields =
      action === 'call.answer'
        ? ['status']
        : editDetails.parse(details).changes.map(({ field }) => field)
    for (const field of fields)
      if (!changes.has(field))
        changes.set(field, { field, by: accountName ?? '', at: at.toISOString() })
  }
  return [...changes.values()]
}
