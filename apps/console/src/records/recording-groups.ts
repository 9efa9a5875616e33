/** The recorded tracks of a call, one entry for each participant: a WebM holds picture and sound together. */
import type { Recording } from '@veridesk/contract/calls'

export interface ParticipantRecording {
  readonly participantId: string
  readonly role: Recording['participantRole']
  readonly name: string
  readonly durationMs: number
  readonly videoBytes: number
  readonly audioBytes: number
  /** `empty` only where every track stayed empty; one open or damaged track speaks for all. */
  readonly state: Recording['state']
}

const order = ['recording', 'damaged', 'complete', 'empty'] as const

export function byParticipant(tracks: readonly Recording[]): ParticipantRecording[] {
  const groups = new Map<string, ParticipantRecording>()
  for (const track of tracks) {
    const known = groups.get(track.participantId)
    const video = track.kind === 'video' ? track.bytes : 0
    groups.set(track.participantId, {
      participantId: track.participantId,
      role: track.participantRole,
      name: track.participantName,
      durationMs: Math.max(known?.durationMs ?? 0, track.durationMs),
      videoBytes: (known?.videoBytes ?? 0) + video,
      audioBytes: (known?.audioBytes ?? 0) + track.bytes - video,
      state: order.find((state) => state === track.state || state === known?.state) ?? track.state,
    })
  }
  return [...groups.values()]
}
