/** The recorded tracks of a call, one entry for each participant: a WebM holds picture and sound together. */
import type { ConnectedParticipant, Recording } from '@veridesk/contract/calls'

export interface ParticipantRecording {
  readonly participantId: string
  readonly role: Recording['participantRole']
  readonly name: string
  readonly files: readonly string[]
  /** The longest track's. */
  readonly durationMs: number
  readonly videoBytes: number
  readonly audioBytes: number
  /** `complete` only with sound and picture; an open or a damaged track speaks for all. */
  readonly state: Recording['state'] | 'noSound' | 'noPicture'
}

/** One entry for everybody who connected or left a track, whoever of them has no track included. */
export function byParticipant(
  tracks: readonly Recording[],
  connected: readonly ConnectedParticipant[],
): ParticipantRecording[] {
  const people = new Map(
    [
      ...tracks.map(({ participantId, participantRole, participantName }) => ({
        participantId,
        role: participantRole,
        name: participantName,
      })),
      ...connected,
    ].map((person) => [person.participantId, person]),
  )
  return [...people.values()].map((person) => {
    const own = tracks.filter((track) => track.participantId === person.participantId)
    const bytesOf = (kind: Recording['kind']) =>
      own.reduce((sum, track) => sum + (track.kind === kind ? track.bytes : 0), 0)
    return {
      ...person,
      files: own.map((track) => track.file),
      durationMs: Math.max(0, ...own.map((track) => track.durationMs)),
      videoBytes: bytesOf('video'),
      audioBytes: bytesOf('audio'),
      state: stateOf(own),
    }
  })
}

function stateOf(own: readonly Recording[]): ParticipantRecording['state'] {
  const some = (state: Recording['state']) => own.some((track) => track.state === state)
  const has = (kind: Recording['kind']) =>
    own.some((track) => track.kind === kind && track.state !== 'empty')
  if (some('recording')) return 'recording'
  if (some('damaged')) return 'damaged'
  if (has('audio')) return has('video') ? 'complete' : 'noPicture'
  return has('video') ? 'noSound' : 'empty'
}
