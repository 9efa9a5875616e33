/** The browser side of a call, without UI. */
export { CallSession } from './call-session.ts'
export { LocalMedia, type CameraOptions, type LocalMediaOptions } from './local-media.ts'
export { MediaError, type MediaKind, type MediaProblem } from './media-error.ts'
export { RealtimeSocket, type RealtimeOptions } from './realtime.ts'
export type {
  CallTransport,
  Quality,
  RemoteMedia,
  SessionPhase,
  SessionState,
} from './session-types.ts'
export type { ReceivedStats, SentStats, SessionStats } from './stats.ts'
export { screenshot, type Still } from './still.ts'
