/** Which states the header's menu offers, and why not the others (manual 3.1, contract/states.ts). */
import type { ChangeState, Me } from '@veridesk/contract/accounts'
import { agentTransitions, type AgentState } from '@veridesk/contract/states'

export const choosableStates = ['idle', 'paused', 'busy', 'wrap-up'] as const
export type ShownState = (typeof choosableStates)[number]

/** Key below `stateReason` of the translations. */
export type StateReason = 'current' | 'busy' | 'autoBusy' | 'autoWrapUp' | 'offline' | 'unfilled'

/** Null: it can be chosen. */
export function reasonAgainst(
  current: AgentState,
  wanted: ShownState,
  unfilled: number,
): StateReason | null {
  if (current === wanted) return 'current'
  if (current === 'busy') return 'busy'
  if (wanted === 'busy') return 'autoBusy'
  if (wanted === 'wrap-up') return 'autoWrapUp'
  const byHand = agentTransitions.some(
    (row) => row.from === current && row.to === wanted && row.by === 'hand',
  )
  if (!byHand) return 'offline'
  return current === 'wrap-up' && unfilled > 0 ? 'unfilled' : null
}

const pausePrefix = 'pause:'

/** Key of a reason for 暂放 in the menu. */
export const pauseKey = (reasonId: string) => `${pausePrefix}${reasonId}`

/** What choosing this entry of the menu asks for; null where it changes nothing. */
export function changeOf(
  { state, pauseReason }: Pick<NonNullable<Me['agent']>, 'state' | 'pauseReason'>,
  key: string,
): ChangeState | null {
  if (key === 'idle') return state === 'idle' ? null : { state: 'idle' }
  if (key === 'paused') return state === 'paused' ? null : { state: 'paused' }
  if (!key.startsWith(pausePrefix)) return null
  const pauseReasonId = key.slice(pausePrefix.length)
  return state === 'paused' && pauseReason?.id === pauseReasonId
    ? null
    : { state: 'paused', pauseReasonId }
}
