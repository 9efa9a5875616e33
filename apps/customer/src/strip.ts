import type { SessionState } from '@veridesk/call-client'
import type { Participant } from '@veridesk/contract/calls'
import type { Texts } from './i18n/zh.ts'

/** The one sentence over the picture while something is missing; the own network first, because that is to be cured. */
export function stripOf(
  live: SessionState,
  agent: Participant | undefined,
  texts: Texts,
  reconnectingSeconds: number,
): string | null {
  if (live.phase === 'reconnecting') return texts.callReconnecting(reconnectingSeconds)
  if (agent && agent.missingSince !== null) return texts.callAgentGone
  return live.phase === 'live' ? null : texts.callConnecting
}
