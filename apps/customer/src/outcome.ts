import type { CustomerCall } from '@veridesk/contract/customer'

/** `talked`: ended by a person. `broken`: the network or the service ended it. `unanswered`: nobody talked. */
export type Outcome = 'talked' | 'broken' | 'unanswered'

export function outcomeOf(call: Pick<CustomerCall, 'answeredAt' | 'endReason'>): Outcome {
  if (call.answeredAt === null) return 'unanswered'
  return call.endReason === 'agent-hung-up' || call.endReason === 'customer-ended'
    ? 'talked'
    : 'broken'
}
