/** Which states the header's menu offers, and why not the others (manual 3.1, contract/states.ts). */
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
