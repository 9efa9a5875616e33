/** What the other participants' legs mean for the own one. */
import type { CallMedia, Participant } from '@veridesk/contract/calls'

export interface Snapshot {
  /** The call was answered. */
  readonly active: boolean
  readonly media: CallMedia
}

export function ownOf({ media }: Snapshot): Participant | undefined {
  return media.participants.find(({ id }) => id === media.participantId)
}

export function peersOf({ media }: Snapshot): Participant[] {
  return media.participants.filter(({ id }) => id !== media.participantId)
}

/**
 * May the own senders run? Only when the call is answered and somebody's leg is up: what is sent before is dropped
 * by the relay, and a sender whose first packets are lost keeps its bitrate low for long. A leg that fell silent
 * is still up: were it not, two sides that each wait for the other would stay silent.
 */
export function mayExchange(snapshot: Snapshot): boolean {
  return snapshot.active && Object.keys(openLegs(snapshot)).length > 0
}

/** Something is due from somebody: a silence then is a fault of the own leg. */
export function isHeard(snapshot: Snapshot): boolean {
  return snapshot.active && peersOf(snapshot).some(({ legState }) => legState === 'open')
}

/** Which leg of each peer the relay's last answer covers, by participant. */
export type KnownLegs = Readonly<Record<string, string>>

/** Peers' legs that are up: the relay binds a peer's stream to its leg when that one opens, not before. */
export function openLegs(snapshot: Snapshot): KnownLegs {
  const legs: Record<string, string> = {}
  for (const { id, legId, legState } of peersOf(snapshot))
    if (legId && (legState === 'open' || legState === 'silent')) legs[id] = legId
  return legs
}

/** A peer's first leg came after the answer: it was announced without knowing whose it would be. */
export function learnLegs(known: KnownLegs, snapshot: Snapshot): KnownLegs {
  return { ...openLegs(snapshot), ...known }
}

/** A peer's leg was replaced: its SSRCs are fresh, and the own browser must be told them. */
export function peerLegReplaced(known: KnownLegs, snapshot: Snapshot): boolean {
  return Object.entries(openLegs(snapshot)).some(([id, legId]) => known[id] && known[id] !== legId)
}
