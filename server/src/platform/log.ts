/** What the app's log keeps of things. */
import type { LoggerOptions } from 'pino'

/** A type and no interface: Fastify asks for one that may hold more. */
type LoggedError = {
  readonly type: string
  readonly message: string
  readonly stack: string
  readonly code?: string
  readonly cause?: LoggedError
}

/**
 * Of an error its words and its place. PostgreSQL's errors carry whole rows beside them (`detail`,
 * `where`), with names and numbers of people.
 */
function errorForLog(error: unknown): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error), stack: '' }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  return {
    type: error.name,
    message: error.message,
    stack: error.stack ?? '',
    ...(code === undefined ? {} : { code }),
    ...(error.cause === undefined ? {} : { cause: errorForLog(error.cause) }),
  }
}

/** For pino and for Fastify's own. */
export const logOptions = (level: string) =>
  ({ level, serializers: { err: errorForLog } }) satisfies LoggerOptions
