/** What a call session says of itself, and what it needs of the app around it. */

/**
 * The own endpoints for legs and tracks. Each may reject: `ApiError`, or anything with a `code`; `call_ended` and
 * `not_your_call` end the session, everything else is tried again.
 */
export interface CallTransport {
  openLeg(input: { sdp: string; replaces?: string }): Promise<{ legId: string; sdp: string }>
  renegotiateLeg(input: { legId: string; sdp: string }): Promise<{ sdp: string }>
  setTracks(input: { audio: boolean; video: boolean }): Promise<void>
}

/**
 * `connecting`: the first own leg is being opened. `waiting-peer`: the own leg is open, the call is not answered
 * or the other's leg is not up. `live`: both are. `reconnecting`: the own leg is being replaced.
 */
export type SessionPhase =
  | 'new'
  | 'connecting'
  | 'waiting-peer'
  | 'live'
  | 'reconnecting'
  | 'closed'

export interface RemoteMedia {
  readonly participantId: string
  /** The same object as long as its tracks are the same. */
  readonly stream: MediaStream
}

export type Quality = 'good' | 'fair' | 'poor' | 'unknown'

export interface SessionState {
  readonly phase: SessionPhase
  readonly remotes: readonly RemoteMedia[]
  readonly quality: Quality
  /** `Date.now()` of the moment the own leg was found dead; null unless reconnecting. */
  readonly reconnectingSince: number | null
}
