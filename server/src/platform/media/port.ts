import type { Readable } from 'node:stream'
import type {
  MediaEvent,
  MediaInput,
  MediaMethod,
  MediaOutput,
} from '@veridesk/contract/media-protocol'

/** Why the engine could not do it; the app maps `bad_sdp` and `no_such_leg` to its own codes, the rest to `media_unavailable`. */
export class MediaEngineError extends Error {
  readonly code:
    | 'unavailable'
    | 'bad_request'
    | 'bad_sdp'
    | 'no_such_call'
    | 'no_such_leg'
    | 'host_full'
    | 'internal'
  constructor(code: MediaEngineError['code'], message: string) {
    super(message)
    this.code = code
  }
}

/** What happened on one host; `up` and `down` tell of the control connection itself. */
export type MediaHostEvent =
  | { readonly host: string; readonly event: 'up' | 'down' }
  | ({ readonly host: string } & MediaEvent)

/** The media engine (law 7). A call lives on one host, named by its address in `MEDIA_HOSTS`. */
export interface MediaEngine {
  /** Every configured host, whether reachable now. */
  hosts(): readonly { readonly host: string; readonly connected: boolean }[]
  /** One request to one host. Throws `MediaEngineError`. Deadline 5 s. */
  request<M extends MediaMethod>(
    host: string,
    method: M,
    params: MediaInput<M>,
  ): Promise<MediaOutput<M>>
  onEvent(listener: (event: MediaHostEvent) => void): () => void
  /** A recorded file's bytes. Throws `MediaEngineError`. */
  readRecording(host: string, callId: string, file: string): Promise<Readable>
  close(): Promise<void>
}
