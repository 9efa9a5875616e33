/** The state tables (law 4): server rules and screens read the same rows. No zod in here. */

/** Manual 3.3. */
export const workOrderStatuses = ['pending', 'processing', 'completed', 'revoked'] as const
export type WorkOrderStatus = (typeof workOrderStatuses)[number]
export type WorkOrderEvent = 'answer' | 'submit-back' | 'revoke'

/** Manual 3.1. */
export const agentStates = ['offline', 'idle', 'busy', 'wrap-up', 'paused'] as const
export type AgentState = (typeof agentStates)[number]
export type AgentEvent =
  | 'sign-in'
  | 'sign-in-unfilled'
  | 'sign-out'
  | 'lease-expired'
  | 'return-idle'
  | 'return-paused'
  | 'return-wrap-up'
  | 'pause'
  | 'missed-rings'
  | 'resume'
  | 'wrap-up-over'
  | 'answer'
  | 'call-ended'

export const callStatuses = ['queued', 'ringing', 'active', 'ended'] as const
export type CallStatus = (typeof callStatuses)[number]
export type CallEvent =
  | 'offer'
  | 'answer'
  | 'decline'
  | 'ring-timeout'
  | 'agent-lost'
  | 'cancel'
  | 'abandon'
  | 'time-out'
  | 'refuse'
  | 'hang-up'
  | 'customer-end'
  | 'break-off'
  | 'force-end'
  | 'force-requeue'

/** Why a call ended; exactly one per ended call. */
export const callEndReasons = [
  'cancelled',
  'abandoned',
  'timed-out',
  'refused',
  'agent-hung-up',
  'customer-ended',
  'customer-lost',
  'agent-lost',
  'media-lost',
  'force-ended',
  'force-requeued',
] as const
export type CallEndReason = (typeof callEndReasons)[number]

export interface Transition<S, E> {
  readonly from: S
  readonly event: E
  readonly to: S
  /** `hand`: a person may ask for it on a screen. */
  readonly by: 'hand' | 'system'
}

/** A completed or revoked order never moves again. */
export const workOrderTransitions: readonly Transition<WorkOrderStatus, WorkOrderEvent>[] = [
  { from: 'pending', event: 'answer', to: 'processing', by: 'system' },
  { from: 'processing', event: 'answer', to: 'processing', by: 'system' },
  { from: 'pending', event: 'submit-back', to: 'completed', by: 'system' },
  { from: 'processing', event: 'submit-back', to: 'completed', by: 'system' },
  { from: 'pending', event: 'revoke', to: 'revoked', by: 'hand' },
  { from: 'processing', event: 'revoke', to: 'revoked', by: 'hand' },
]

/** Manual 3.3: customers can call in on these. */
export const callableStatuses: readonly WorkOrderStatus[] = ['pending', 'processing']

export const agentTransitions: readonly Transition<AgentState, AgentEvent>[] = [
  { from: 'offline', event: 'sign-in', to: 'idle', by: 'system' },
  { from: 'idle', event: 'sign-in', to: 'idle', by: 'system' },
  { from: 'paused', event: 'sign-in', to: 'idle', by: 'system' },
  { from: 'wrap-up', event: 'sign-in', to: 'idle', by: 'system' },
  { from: 'offline', event: 'sign-in-unfilled', to: 'wrap-up', by: 'system' },
  { from: 'idle', event: 'sign-in-unfilled', to: 'wrap-up', by: 'system' },
  { from: 'paused', event: 'sign-in-unfilled', to: 'wrap-up', by: 'system' },
  { from: 'wrap-up', event: 'sign-in-unfilled', to: 'wrap-up', by: 'system' },
  { from: 'offline', event: 'return-idle', to: 'idle', by: 'system' },
  { from: 'offline', event: 'return-paused', to: 'paused', by: 'system' },
  { from: 'offline', event: 'return-wrap-up', to: 'wrap-up', by: 'system' },
  { from: 'idle', event: 'pause', to: 'paused', by: 'hand' },
  { from: 'paused', event: 'resume', to: 'idle', by: 'hand' },
  { from: 'wrap-up', event: 'resume', to: 'idle', by: 'hand' },
  { from: 'wrap-up', event: 'pause', to: 'paused', by: 'hand' },
  { from: 'idle', event: 'missed-rings', to: 'paused', by: 'system' },
  { from: 'wrap-up', event: 'wrap-up-over', to: 'idle', by: 'system' },
  { from: 'idle', event: 'answer', to: 'busy', by: 'system' },
  { from: 'busy', event: 'call-ended', to: 'wrap-up', by: 'system' },
  { from: 'idle', event: 'sign-out', to: 'offline', by: 'system' },
  { from: 'paused', event: 'sign-out', to: 'offline', by: 'system' },
  { from: 'wrap-up', event: 'sign-out', to: 'offline', by: 'system' },
  { from: 'idle', event: 'lease-expired', to: 'offline', by: 'system' },
  { from: 'paused', event: 'lease-expired', to: 'offline', by: 'system' },
  { from: 'wrap-up', event: 'lease-expired', to: 'offline', by: 'system' },
]

export const callTransitions: readonly Transition<CallStatus, CallEvent>[] = [
  { from: 'queued', event: 'offer', to: 'ringing', by: 'system' },
  { from: 'ringing', event: 'answer', to: 'active', by: 'hand' },
  { from: 'ringing', event: 'decline', to: 'queued', by: 'hand' },
  { from: 'ringing', event: 'ring-timeout', to: 'queued', by: 'system' },
  { from: 'ringing', event: 'agent-lost', to: 'queued', by: 'system' },
  { from: 'queued', event: 'cancel', to: 'ended', by: 'hand' },
  { from: 'ringing', event: 'cancel', to: 'ended', by: 'hand' },
  { from: 'queued', event: 'abandon', to: 'ended', by: 'system' },
  { from: 'ringing', event: 'abandon', to: 'ended', by: 'system' },
  { from: 'queued', event: 'time-out', to: 'ended', by: 'system' },
  { from: 'queued', event: 'refuse', to: 'ended', by: 'system' },
  { from: 'active', event: 'hang-up', to: 'ended', by: 'hand' },
  { from: 'active', event: 'customer-end', to: 'ended', by: 'hand' },
  { from: 'active', event: 'break-off', to: 'ended', by: 'system' },
  // Of an administrator, from the live board. A call that was active goes on waiting as a new one.
  { from: 'queued', event: 'force-end', to: 'ended', by: 'hand' },
  { from: 'ringing', event: 'force-end', to: 'ended', by: 'hand' },
  { from: 'active', event: 'force-end', to: 'ended', by: 'hand' },
  { from: 'ringing', event: 'force-requeue', to: 'queued', by: 'hand' },
  { from: 'active', event: 'force-requeue', to: 'ended', by: 'hand' },
]

/** What chose the agent of an offer (manual 3.6). */
export const offerRules = ['familiar', 'random', 'longest-since-last-answer'] as const
export type OfferRule = (typeof offerRules)[number]

/** The state after `event`, or null where the table has no such row. */
export function nextState<S extends string, E extends string>(
  table: readonly Transition<S, E>[],
  from: S,
  event: E,
): S | null {
  return table.find((row) => row.from === from && row.event === event)?.to ?? null
}

/** Manual 3.12. */
export const dispositionOutcomes = ['normal', 'abnormal', 'unfilled'] as const
export type DispositionOutcome = (typeof dispositionOutcomes)[number]
export const dispositionReasons = ['network', 'customer', 'other'] as const
export type DispositionReason = (typeof dispositionReasons)[number]
