/** Why camera or microphone cannot be had, in words a screen can translate. */

export type MediaProblem =
  | 'insecure'
  | 'unsupported'
  | 'denied'
  | 'not-found'
  | 'in-use'
  | 'overconstrained'
  | 'unknown'

export type MediaKind = 'camera' | 'microphone' | 'both'

export class MediaError extends Error {
  readonly problem: MediaProblem
  readonly kind: MediaKind
  constructor(problem: MediaProblem, kind: MediaKind, cause?: unknown) {
    super(`${kind}: ${problem}`, { cause })
    this.problem = problem
    this.kind = kind
  }
}

/** Names of DOMException from `getUserMedia`, the older Chrome and WebKit ones included. */
const problemOfName: Readonly<Record<string, MediaProblem>> = {
  NotAllowedError: 'denied',
  PermissionDeniedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'not-found',
  DevicesNotFoundError: 'not-found',
  NotReadableError: 'in-use',
  TrackStartError: 'in-use',
  AbortError: 'in-use',
  OverconstrainedError: 'overconstrained',
  NotSupportedError: 'unsupported',
}

/** What a rejection of `getUserMedia` means. */
export function problemOf(cause: unknown): MediaProblem {
  return (cause instanceof Error && problemOfName[cause.name]) || 'unknown'
}

/** What the browser tells about one device: `denied` by permission, `present` among the devices. */
export interface DeviceFacts {
  readonly denied: boolean
  readonly present: boolean
}

/**
 * Which device a failed request for both was about: browsers do not say, so it is inferred from what they tell
 * about each; `both` where that does not decide.
 */
export function culpritOf(
  problem: MediaProblem,
  camera: DeviceFacts,
  microphone: DeviceFacts,
): MediaKind {
  const guilty = (facts: DeviceFacts): boolean =>
    problem === 'denied' ? facts.denied : problem === 'not-found' ? !facts.present : true
  if (guilty(camera) === guilty(microphone)) return 'both'
  return guilty(camera) ? 'camera' : 'microphone'
}
