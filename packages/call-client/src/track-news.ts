/** Keeps the server told what this side sends, so that the other shows words instead of a black picture. */
import type { Participant } from '@veridesk/contract/calls'
import type { LocalMedia } from './local-media.ts'
import type { CallTransport } from './session-types.ts'

const retryMs = 1000

interface Sends {
  readonly audio: boolean
  readonly video: boolean
}

export class TrackNews {
  readonly #transport: CallTransport
  readonly #local: LocalMedia
  readonly #isOver: (cause: unknown) => boolean
  readonly #stop: () => void
  #told: Sends | null = null
  #busy = false
  #closed = false

  /** `isOver`: the refusal ends the call, so nothing more is told. */
  constructor(transport: CallTransport, local: LocalMedia, isOver: (cause: unknown) => boolean) {
    this.#transport = transport
    this.#local = local
    this.#isOver = isOver
    this.#stop = local.onSwitched(() => void this.#tell())
  }

  /** What the server believes, from the first snapshot; afterwards we know what we told it. */
  update(own: Participant): void {
    if (this.#told) return
    this.#told = { audio: own.sendsAudio, video: own.sendsVideo }
    void this.#tell()
  }

  close(): void {
    this.#closed = true
    this.#stop()
  }

  async #tell(): Promise<void> {
    const sends = { audio: this.#local.audioOn, video: this.#local.videoOn }
    if (this.#closed || this.#busy || !this.#told) return
    if (sends.audio === this.#told.audio && sends.video === this.#told.video) return
    this.#busy = true
    try {
      await this.#transport.setTracks(sends)
      this.#told = sends
    } catch (cause) {
      if (this.#isOver(cause)) return
      await new Promise((resolve) => setTimeout(resolve, retryMs))
    } finally {
      this.#busy = false
    }
    // Switched again meanwhile, or not told yet.
    await this.#tell()
  }
}
