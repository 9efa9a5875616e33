import { z } from 'zod'
import { fieldChange } from '@veridesk/contract'
import type { StaleChange } from '@veridesk/contract/errors'
import type { DbOrTx } from '../../database.ts'
import { ownOperationsOf } from '../audit/service.ts'

/** What the audit row of an edit says (save.ts). */
export const editDetails = z.object({ version: z.int(), changes: z.array(fieldChange) })

/**
 * Who changed which field of an open order since the version `held`, each field's last change, newest
 * first. Besides edits only an answered call raises the version, or a walk-in call that is given the
 * order: both change the status.
 */
export async function changesSince(
  db: DbOrTx,
  workOrderId: string,
  { held, current }: { held: number; current: number },
): Promise<StaleChange[]> {
  const raising = await ownOperationsOf(db, workOrderId, [
    'work-order.edit',
    'call.answer',
    'call.give-order',
  ])
  const changes = new Map<string, StaleChange>()
  // Each of them raised the version by one.
  for (const { action, accountName, at, details } of raising.slice(
    0,
    Math.max(current - held, 0),
  )) {
    const fields =
      action === 'work-order.edit'
        ? editDetails.parse(details).changes.map(({ field }) => field)
        : ['status']
    for (const field of fields)
      if (!changes.has(field))
        changes.set(field, { field, by: accountName ?? '', at: at.toISOString() })
  }
  return [...changes.values()]
}
