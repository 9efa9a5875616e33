/** The agent's state table (manual 3.1) and what it needs besides: pure. */
import {
  agentTransitions,
  nextState,
  type AgentEvent,
  type AgentState,
} from '@veridesk/contract/states'
import type { ErrorCode } from '@veridesk/contract/errors'

/** The state after `event`, or null where the table has no such row. */
export const agentAfter = (from: AgentState, event: AgentEvent): AgentState | null =>
  nextState(agentTransitions, from, event)

/** What a person asks for, as an event: null where the agent is there already, a code where it is refused. */
export function changeByHand(
  from: AgentState,
  to: 'idle' | 'paused',
  unfilledCalls: number,
): { event: AgentEvent | null } | { refusal: ErrorCode } {
  if (from === to) return { event: null }
  const event: AgentEvent = to === 'idle' ? 'resume' : 'pause'
  const row = agentTransitions.find((each) => each.from === from && each.event === event)
  if (row?.by !== 'hand') return { refusal: 'state_not_by_hand' }
  if (from === 'wrap-up' && unfilledCalls > 0) return { refusal: 'disposition_missing' }
  return { event }
}

/** Signing in does not lead out of 话后处理 while a disposition is missing (ADR 0014). */
export const signInEvent = (unfilledCalls: number): AgentEvent =>
  unfilledCalls > 0 ? 'sign-in-unfilled' : 'sign-in'

/** How an agent whose page comes back within the same session goes on. */
export function returnEvent(
  beforeOffline: 'idle' | 'wrap-up' | 'paused',
  unfilledCalls: number,
): AgentEvent {
  return unfilledCalls > 0 ? 'return-wrap-up' : `return-${beforeOffline}`
}
