import { randomInt } from 'node:crypto'
import type { Leg } from './leg.ts'
import type { AnnouncedSsrcs } from './sdp/answer.ts'

/**
 * The place in one leg where another participant's stream arrives: SSRCs announced in the answer,
 * before it is known whose stream it will be.
 */
export interface Slot {
  readonly ssrcs: AnnouncedSsrcs
  /** The participant it is kept for, and which streams of whose it carries (`Leg.streamId`). */
  participantId: string | null
  source: string | null
  /** Whether a packet was sent under these SSRCs: SRTP forbids giving them to another sender then. */
  used: boolean
}

export function freshSlot(): Slot {
  // Below 2^31: some SDP parsers read SSRCs as signed numbers.
  const first = randomInt(1, 2 ** 31 - 4)
  return {
    ssrcs: { audio: first, video: first + 1, rtx: first + 2 },
    participantId: null,
    source: null,
    used: false,
  }
}

/**
 * Bind a slot of `leg` to the leg `source`: the one kept for its participant, else a free one. A slot
 * that already carried another leg's packets gets new SSRCs, which the browser must be told of.
 * @param present who has a leg in the call now.
 */
export function assignSlot(leg: Leg, source: Leg, present: ReadonlySet<string>): void {
  const { participantId } = source
  const kept = leg.slots.findIndex((slot) => slot.participantId === participantId)
  const place =
    kept >= 0
      ? kept
      : leg.slots.findIndex((slot) => !slot.participantId || !present.has(slot.participantId))
  const slot = leg.slots[place]
  if (!slot || slot.source === source.streamId) return
  const next = slot.used ? freshSlot() : slot
  next.participantId = participantId
  next.source = source.streamId
  leg.slots[place] = next
}
