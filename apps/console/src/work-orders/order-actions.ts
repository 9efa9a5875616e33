/** What can be done with a work order now, from the contract's tables; a reason where it cannot. */
import type { ErrorCode } from '@veridesk/contract/errors'
import { can, type Holder } from '@veridesk/contract/permissions'
import { callableStatuses, nextState, workOrderTransitions } from '@veridesk/contract/states'
import type { WorkOrder } from '@veridesk/contract/work-orders'

type Order = Pick<WorkOrder, 'status' | 'liveCallId' | 'sms'>

/** Null: it can be revoked. */
export function reasonAgainstRevoke(order: Order, holder: Holder): ErrorCode | null {
  if (!can(holder, 'workOrder.revoke')) return 'forbidden'
  if (nextState(workOrderTransitions, order.status, 'revoke') === null) return 'order_closed'
  return order.liveCallId ? 'order_in_call' : null
}

/** Null: the SMS can be sent again, at `now` (milliseconds of the server's clock). */
export function reasonAgainstSms(order: Order, holder: Holder, now: number): ErrorCode | null {
  if (!can(holder, 'workOrder.sendSms')) return 'forbidden'
  if (!callableStatuses.includes(order.status)) return 'order_closed'
  if (order.sms.sentToday >= order.sms.dailyCap) return 'sms_daily_cap'
  return coolDownSeconds(order, now) > 0 ? 'sms_cooling_down' : null
}

/** Null: it can be saved. A closed order is not edited any more. */
export function reasonAgainstSave(
  order: Pick<Order, 'status'>,
  holder: Holder,
  changed: boolean,
): ErrorCode | 'unchanged' | null {
  if (!can(holder, 'workOrder.edit')) return 'forbidden'
  if (!callableStatuses.includes(order.status)) return 'order_closed'
  return changed ? null : 'unchanged'
}

/** Whole seconds until the SMS can be sent again; 0: now. */
export function coolDownSeconds(order: Order, now: number): number {
  const { nextAllowedAt } = order.sms
  return nextAllowedAt ? Math.max(0, Math.ceil((Date.parse(nextAllowedAt) - now) / 1000)) : 0
}
