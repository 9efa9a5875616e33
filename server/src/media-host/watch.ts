import type { Leg } from './leg.ts'
import type { Room } from './room.ts'

const LEG_SILENT_MS = 2000
const TRACK_SILENT_MS = 5000
const HANDSHAKE_MS = 15_000

/** Look over a room, several times a second: legs that fell silent, tracks that did, handshakes that never end. */
export function watchRoom(room: Room, now: number): void {
  for (const leg of room.legs.values()) {
    if (leg.state === 'connecting') {
      if (now - leg.createdAt > HANDSHAKE_MS) room.fail(leg)
      continue
    }
    // A browser without a microphone and a camera may rightly be quiet, and so may all before the answer.
    if (!room.forwarding || (!leg.track('audio') && !leg.track('video'))) continue
    const due = dueSince(room, leg)
    if (leg.state === 'open' && now - Math.max(due, leg.lastPacketAt) > LEG_SILENT_MS)
      room.setState(leg, 'silent')
    watchTracks(room, leg, now, due)
    if (leg.recorders.lacksKeyframe && leg.lastTrackPacketAt.has('video')) room.requestKeyframe(leg)
  }
}

/** Browsers hold their senders until another participant is there: since when this leg had reason to send. */
function dueSince(room: Room, leg: Leg): number {
  const peers = [...room.legs.values()].filter(
    (other) => other.isUp && other.participantId !== leg.participantId,
  )
  if (peers.length === 0) return Number.POSITIVE_INFINITY
  return Math.max(room.forwardingSince, ...peers.map((peer) => peer.openedAt))
}

function watchTracks(room: Room, leg: Leg, now: number, due: number): void {
  if (leg.state !== 'open') return
  for (const kind of ['audio', 'video'] as const) {
    if (!leg.track(kind)) continue
    const last = leg.lastTrackPacketAt.get(kind) ?? leg.openedAt
    const silent = now - Math.max(last, due) > TRACK_SILENT_MS
    if (silent === leg.silentTracks.has(kind)) continue
    if (silent) leg.silentTracks.add(kind)
    else leg.silentTracks.delete(kind)
    const { id: legId, participantId } = leg
    room.emit({ event: 'track-silent', callId: room.callId, participantId, legId, kind, silent })
  }
}
