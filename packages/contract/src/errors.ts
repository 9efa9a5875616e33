/** Every error code there is, with its HTTP status and its sentences. No zod in here: the customer's page imports it. */
import { commonErrors } from './errors/common.ts'
import { consoleErrors } from './errors/console.ts'

export const errors = { ...commonErrors, ...consoleErrors } as const

export type ErrorCode = keyof typeof errors

/** RFC 9457 problem details as every endpoint answers them (`application/problem+json`). */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly code: ErrorCode
  /** What to do next, in the reader's language. */
  readonly detail: string
  /** Which fields are wrong, for `invalid_input`. */
  readonly fields?: readonly { readonly path: string; readonly message: string }[]
  /** Who changed what since the reader's version, newest first, for `stale_version` of a work order. */
  readonly changes?: readonly StaleChange[]
  /** In so many seconds it may be tried again, for `too_many_codes` and `sms_cooling_down` of a phone. */
  readonly retryAfter?: number
  /** When it opens next, RFC 3339, for `queue_closed`; absent where that is not known. */
  readonly opensAt?: string
}

/** `field`: one of `workOrderFields`, or `status`. `at`: RFC 3339. */
export interface StaleChange {
  readonly field: string
  readonly by: string
  readonly at: string
}
