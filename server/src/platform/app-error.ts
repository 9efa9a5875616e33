import type { ErrorCode, Problem } from '@veridesk/contract/errors'

/** What a problem says besides its code. */
export type ProblemDetails = Pick<Problem, 'fields' | 'changes' | 'retryAfter' | 'opensAt'>

/** The one error that verbs throw (law 5); mapped once at the HTTP edge and once at the socket. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly details: ProblemDetails
  constructor(code: ErrorCode, { cause, ...details }: ProblemDetails & { cause?: unknown } = {}) {
    super(code, { cause })
    this.code = code
    this.details = details
  }
}
