/** How a call's record reads (manual 3.14, product.md). */
import type { CallRecord } from '@veridesk/contract/calls'
import { can, type Holder } from '@veridesk/contract/permissions'

/** 正常结束 as a translation key; null where there is nothing to say: live, or nobody answered. */
export function normalEnd(
  record: Pick<CallRecord, 'disposition'>,
): 'common.yes' | 'common.no' | 'records.unfilled' | null {
  if (record.disposition === null) return null
  if (record.disposition === 'unfilled') return 'records.unfilled'
  return record.disposition === 'normal' ? 'common.yes' : 'common.no'
}

/** An agent fills its own calls when it is asked to; an administrator fills any later from the record. */
export function mayFill(record: Pick<CallRecord, 'disposition'>, holder: Holder): boolean {
  return (
    record.disposition === 'unfilled' && holder.role === 'admin' && can(holder, 'disposition.fill')
  )
}
