import type { RecordingFile, TrackKind } from '@veridesk/contract/media-protocol'
import type { TrackToRecord } from './track-recorder.ts'
import { TrackRecorder } from './track-recorder.ts'

/** The recorders of one leg: one per track, a further part when a renegotiation changed the track. */
export class LegRecorders {
  readonly #current = new Map<TrackKind, { recorder: TrackRecorder; identity: string }>()
  readonly #all: TrackRecorder[] = []

  /** Start recording a track, unless it is being recorded as it is. */
  arm(track: TrackToRecord): void {
    const identity = JSON.stringify([track.codec, track.ssrc, track.types])
    const current = this.#current.get(track.kind)
    if (current?.identity === identity) return
    // Its description is written now; `close` waits for it.
    void current?.recorder.close()
    const earlier = this.#all.filter((recorder) => recorder.kind === track.kind).length
    const recorder = new TrackRecorder(track, earlier + 1)
    this.#current.set(track.kind, { recorder, identity })
    this.#all.push(recorder)
  }

  put(kind: TrackKind, packet: Buffer, isRtx: boolean): void {
    this.#current.get(kind)?.recorder.put(packet, isRtx)
  }

  /** Whether video is recorded but no picture can be decoded from it yet. */
  get lacksKeyframe(): boolean {
    return this.#current.get('video')?.recorder.keyframes === 0
  }

  describe(): RecordingFile[] {
    return this.#all.map((recorder) => recorder.describe())
  }

  /** Close all; resolves when every file is on disk. */
  close(): Promise<RecordingFile[]> {
    return Promise.all(this.#all.map((recorder) => recorder.close()))
  }
}
