import type { Readable } from 'node:stream'
import type {
  MediaErrorCode,
  MediaEvent,
  MediaInput,
  MediaMethod,
  MediaOutput,
} from '@veridesk/contract/media-protocol'

/** Where a call lives: the URL of its media host, one of MEDIA_HOSTS. */
export interface AtHost {
  host: string
}

/** Something a host tells, and which host. */
export type MediaHostEvent = MediaEvent & AtHost

type Verb<M extends MediaMethod> = (input: AtHost & MediaInput<M>) => Promise<MediaOutput<M>>

/** A media engine's refusal. `unreachable`: the host did not answer; what it did with the request is unknown. */
export class MediaEngineError extends Error {
  readonly code: MediaErrorCode | 'unreachable'

  constructor(code: MediaErrorCode | 'unreachable', message: string) {
    super(message)
    this.name = 'MediaEngineError'
    this.code = code
  }
}

/**
 * The media engine as the app knows it, over one or several hosts; a call stays on the host it was
 * opened on. Every verb rejects with `MediaEngineError`; the verbs are those of `mediaMethods`.
 */
export interface MediaEngine {
  openLeg: Verb<'openLeg'>
  renegotiateLeg: Verb<'renegotiateLeg'>
  setForwarding: Verb<'setForwarding'>
  closeLeg: Verb<'closeLeg'>
  closeCall: Verb<'closeCall'>
  listRecordings: Verb<'listRecordings'>
  describe: (input: AtHost) => Promise<MediaOutput<'describe'>>
  /** The bytes of one recorded track. */
  readRecording: (input: AtHost & { callId: string; file: string }) => Promise<Readable>
  /** All hosts by URL, with whether the app is connected to each now. */
  ready: () => Map<string, boolean>
  /** Everything a host tells. Returns the way to stop listening. */
  onEvent: (listener: (event: MediaHostEvent) => void) => () => void
  /** A host came or went. After `connected: true` reconcile with `describe`: events were missed. */
  onConnection: (listener: (change: AtHost & { connected: boolean }) => void) => () => void
  close: () => void
}
