/** Which one sentence lies over the customer's picture. */
import type { SessionPhase } from '@veridesk/call-client'
import type { Participant } from '@veridesk/contract/calls'
import { secondsSince } from '../format/duration.ts'

export type StageNotice =
  | { readonly key: 'call.restoring' | 'call.connecting' | 'call.customerCameraOff' }
  | { readonly key: 'call.customerMissing'; readonly seconds: number }

interface Given {
  readonly phase: SessionPhase | null
  /** A picture of the customer has been shown in this call. */
  readonly hadPicture: boolean
  readonly customer: Pick<Participant, 'missingSince' | 'sendsVideo'> | null
  /** Milliseconds of the server's clock. */
  readonly now: number
}

/** A customer whose first leg is only just opening is not missing yet. */
const startSeconds = 5

/** Null: the picture speaks for itself. The own trouble comes first: it hides all the rest. */
export function stageNotice({ phase, hadPicture, customer, now }: Given): StageNotice | null {
  if (hadPicture && (phase === 'reconnecting' || phase === 'connecting'))
    return { key: 'call.restoring' }
  const missing = customer?.missingSince ? secondsSince(customer.missingSince, now) : null
  if (missing !== null && (hadPicture || missing >= startSeconds))
    return { key: 'call.customerMissing', seconds: missing }
  if (customer && !customer.sendsVideo && phase === 'live') return { key: 'call.customerCameraOff' }
  return hadPicture ? null : { key: 'call.connecting' }
}
