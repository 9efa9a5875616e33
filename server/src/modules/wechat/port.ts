/** Who makes URL Links (law 7): WeChat or the simulator; both pass the same contract tests. */
import type { UrlLinkFailure } from '@veridesk/contract'

export interface PlainLink {
  /** `…/c/<token>`: the token alone goes into the URL Link. */
  readonly url: string
  readonly expiresAt: Date
}

export interface UrlLinks {
  readonly simulated: boolean
  /** An address that opens the mini program on this link (manual 4.1), as long as the link is good. Throws `NoUrlLink`. */
  create(link: PlainLink): Promise<string>
}

/** For the audit log and the settings' page. */
export const failureOf = (
  cause: unknown,
): { readonly failure: UrlLinkFailure; readonly code: number | null } =>
  cause instanceof NoUrlLink
    ? { failure: cause.failure, code: cause.code }
    : { failure: 'unknown', code: null }

export class NoUrlLink extends Error {
  readonly failure: UrlLinkFailure
  /** WeChat's errcode. */
  readonly code: number | null
  constructor(failure: UrlLinkFailure, code: number | null = null, cause?: unknown) {
    super(`no URL Link: ${failure}`, { cause })
    this.failure = failure
    this.code = code
  }
}
