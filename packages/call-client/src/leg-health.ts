/** Is the own leg still good? Pure decisions of the watchdog. */
import type { Participant } from '@veridesk/contract/calls'
import type { LegState } from '@veridesk/contract/media-protocol'

/** Nothing for so long from a peer whose leg is open: the leg is dead (architecture.md). */
const silenceMs = 2000
/**
 * While the relay still answers our checks the peer may have gone silent itself; its state in the snapshot is a
 * little behind, so the verdict waits for it.
 */
const silenceWithChecksMs = 2500
/** A snapshot may be older than the leg: for so long one that does not know the leg is not believed. */
const unsettledMs = 5000

/** What the server says of the own leg: its state, `gone` (none, or another one), `unsettled` (too early to say). */
export type ToldState = LegState | 'gone' | 'unsettled'

export function toldState(
  own: Pick<Participant, 'legId' | 'legState'> | undefined,
  leg: { readonly id: string; readonly seen: boolean; readonly ageMs: number },
): ToldState {
  if (own?.legId === leg.id) return own.legState ?? 'unsettled'
  return leg.seen || leg.ageMs > unsettledMs ? 'gone' : 'unsettled'
}

export interface LegFacts {
  readonly connection: RTCPeerConnectionState
  readonly told: ToldState
  /** How long nothing arrived that should have; 0 while nothing is due. */
  readonly silentMs: number
  /** The relay answered a connectivity check within the last 2 s. */
  readonly checksAnswered: boolean
}

/** Must the leg be replaced? */
export function isDead(facts: LegFacts): boolean {
  const { connection, told } = facts
  if (connection === 'failed' || connection === 'disconnected' || connection === 'closed')
    return true
  if (told === 'failed' || told === 'closed' || told === 'gone') return true
  return facts.silentMs >= (facts.checksAnswered ? silenceWithChecksMs : silenceMs)
}
