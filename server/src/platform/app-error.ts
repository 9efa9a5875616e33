import type { ErrorCode, Problem } from '@veridesk/contract/errors'

/** The one error that verbs throw (law 5); mapped once at the HTTP edge and once at the socket. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly fields: Problem['fields']
  constructor(code: ErrorCode, options: { fields?: Problem['fields']; cause?: unknown } = {}) {
    super(code, { cause: options.cause })
    this.code = code
    this.fields = options.fields
  }
}
