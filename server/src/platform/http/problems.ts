/** The HTTP edge of law 5: whatever was thrown becomes RFC 9457 problem details. */
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { errors, type ErrorCode, type Problem } from '@veridesk/contract/errors'
import { AppError, type ProblemDetails } from '../app-error.ts'

export type Language = 'zh' | 'en'

/** Chinese unless the reader's browser puts English first. */
export function languageOf(header: string | undefined): Language {
  return /^\s*en\b/i.test(header ?? '') ? 'en' : 'zh'
}

/** The problem details of a code in the reader's language. */
function problemOf(code: ErrorCode, language: Language, details: ProblemDetails): Problem {
  const entry = errors[code]
  const text = entry[language]
  return {
    type: `urn:veridesk:error:${code}`,
    title: text.title,
    status: entry.status,
    code,
    detail: text.next,
    ...details,
  }
}

const codesOfFastify: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body_too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'invalid_json',
  FST_ERR_CTP_INVALID_JSON_BODY: 'invalid_json',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'invalid_input',
  FST_ERR_VALIDATION: 'invalid_input',
  FST_ERR_BAD_URL: 'invalid_input',
  FST_ERR_MAX_PARAM_LENGTH: 'not_found',
}

function detailsOf(error: unknown): ProblemDetails {
  if (error instanceof AppError) return error.details
  if (!hasZodFastifySchemaValidationErrors(error)) return {}
  const fields = error.validation.slice(0, 20).map((issue) => ({
    path: issue.instancePath.replace(/^\//, '').replaceAll('/', '.'),
    message: issue.message ?? '',
  }))
  return { fields }
}

function codeOf(error: FastifyError | AppError): ErrorCode {
  if (error instanceof AppError) return error.code
  if (hasZodFastifySchemaValidationErrors(error)) return 'invalid_input'
  const known = codesOfFastify[error.code]
  if (known) return known
  if (error instanceof SyntaxError && error.statusCode === 400) return 'invalid_json'
  if (error.statusCode === 429) return 'too_many_requests'
  return error.statusCode && error.statusCode < 500 ? 'invalid_input' : 'internal'
}

/** Connection trouble with PostgreSQL is a passing state, not a defect of ours. */
function isDatabaseAway(error: Error & { code?: string }): boolean {
  return (
    ['ECONNREFUSED', 'ECONNRESET', '57P01', '57P02', '57P03', '08006', '08001'].includes(
      error.code ?? '',
    ) || /timeout exceeded when trying to connect|Connection terminated/.test(error.message)
  )
}

/** Sends a problem; the two places that end a request with an error use it. */
export function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  code: ErrorCode,
  details: ProblemDetails = {},
): FastifyReply {
  const problem = problemOf(code, languageOf(request.headers['accept-language']), details)
  if (details.retryAfter !== undefined) void reply.header('retry-after', details.retryAfter)
  // A string: problem details are no part of the endpoint's own output shape.
  return reply
    .code(problem.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .serializer((body: unknown) => body as string)
    .send(JSON.stringify(problem))
}

/** Fastify's error handler. Only what nobody foresaw is logged, without the request's content. */
export function handleError(
  error: FastifyError | AppError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  let code = codeOf(error)
  if (code === 'internal') {
    if (isDatabaseAway(error)) code = 'unavailable'
    request.log.error({ err: error })
  }
  if (code === 'body_too_large') {
    // Closing resets whoever still sends, before it reads this answer: the rest is read and dropped.
    reply.removeHeader('connection')
    code = request.routeOptions.config.tooLarge ?? code
  }
  return sendProblem(request, reply, code, detailsOf(error))
}
