/** The call's state table and the facts that follow from a call's times: pure. */
import {
  callTransitions,
  nextState,
  type CallEndReason,
  type CallEvent,
  type CallStatus,
} from '@veridesk/contract/states'
import type { ErrorCode } from '@veridesk/contract/errors'
import type { MediaEngineError } from '../../platform/media/port.ts'

/** The status after `event`, or null where the table has no such row. */
export const callAfter = (from: CallStatus, event: CallEvent): CallStatus | null =>
  nextState(callTransitions, from, event)

/** An event that ends a call, and the reason that is kept. */
export type Ending =
  | { readonly event: 'cancel'; readonly reason: 'cancelled' }
  | { readonly event: 'abandon'; readonly reason: 'abandoned' }
  | { readonly event: 'time-out'; readonly reason: 'timed-out' }
  | { readonly event: 'refuse'; readonly reason: 'refused' }
  | { readonly event: 'hang-up'; readonly reason: 'agent-hung-up' }
  | { readonly event: 'customer-end'; readonly reason: 'customer-ended' }
  | { readonly event: 'force-end'; readonly reason: 'force-ended' }
  | { readonly event: 'force-requeue'; readonly reason: 'force-requeued' }
  | {
      readonly event: 'break-off'
      readonly reason: Extract<CallEndReason, 'customer-lost' | 'agent-lost' | 'media-lost'>
    }

interface Times {
  readonly queuedAt: Date
  readonly answeredAt: Date | null
  readonly endedAt: Date | null
}

const secondsBetween = (from: Date, to: Date): number =>
  Math.max(0, Math.round((to.getTime() - from.getTime()) / 1_000))

/** 排队时长: until the answer, or the end, or now. */
export const waitSeconds = (call: Times, now: Date): number =>
  secondsBetween(call.queuedAt, call.answeredAt ?? call.endedAt ?? now)

/** 通话时长: 0 where nobody answered. */
export const talkSeconds = (call: Times, now: Date): number =>
  call.answeredAt ? secondsBetween(call.answeredAt, call.endedAt ?? now) : 0

/** 取消呼叫: ended before anybody answered. */
export const isCancelled = (call: Times): boolean => call.endedAt !== null && !call.answeredAt

/** Of these hosts the one with the fewest live calls; the first in configuration order among equals. */
export function fewestCalls(
  hosts: readonly string[],
  liveCalls: ReadonlyMap<string, number>,
): string | null {
  const sorted = hosts.toSorted((a, b) => (liveCalls.get(a) ?? 0) - (liveCalls.get(b) ?? 0))
  return sorted[0] ?? null
}

/** What a refusal of the media engine means for the browser that asked. */
export function mediaCode(code: MediaEngineError['code']): ErrorCode {
  if (code === 'bad_sdp') return 'bad_sdp'
  return code === 'no_such_leg' || code === 'no_such_call' ? 'leg_gone' : 'media_unavailable'
}
