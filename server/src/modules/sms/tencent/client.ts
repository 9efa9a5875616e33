/** One request to Tencent Cloud's API 3.0. */
import { z } from 'zod'
import type { TencentConfig } from '../../../config/sms.ts'
import { SmsNotSent } from '../port.ts'
import { authorization } from './tc3.ts'

const version = '2021-01-11'
const contentType = 'application/json; charset=utf-8'

/** The service's own refusal. */
export class TencentError extends Error {
  readonly code: string
  constructor(code: string) {
    super(`Tencent Cloud answered ${code}`)
    this.code = code
  }
}

const answerShape = z.object({
  Response: z.looseObject({ Error: z.object({ Code: z.string() }).optional() }),
})

/** Failures before the request was written; Node's TLS errors too come before it. */
const beforeSending =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_\w+|ERR_TLS_\w+|ERR_SSL_\w+|\w*SELF_SIGNED\w*|UNABLE_TO_\w+)$/

/** Of several addresses that all refuse, Node throws their sum. */
function codeOf(cause: unknown): string {
  if (cause instanceof AggregateError) return codeOf(cause.errors[0])
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  return typeof code === 'string' ? code : ''
}

/**
 * Asks and returns what stands in `Response`. Throws `TencentError`, `SmsNotSent` where the service was not
 * reached, and another error where it was reached and gave no answer that can be read.
 */
export async function callTencent(
  config: TencentConfig,
  action: string,
  parameters: Readonly<Record<string, unknown>>,
  deadlineMs: number,
): Promise<Readonly<Record<string, unknown>>> {
  const seconds = Math.floor(Date.now() / 1000)
  const body = JSON.stringify(parameters)
  const headers = {
    'content-type': contentType,
    host: new URL(config.endpoint).host,
    'x-tc-action': action,
  }
  let answered: { status: number; text: string }
  try {
    const response = await fetch(config.endpoint, {
      method: 'POST',
      headers: {
        'content-type': contentType,
        'x-tc-action': action,
        'x-tc-version': version,
        'x-tc-region': config.region,
        'x-tc-timestamp': String(seconds),
        authorization: authorization(config, { service: 'sms', headers, body, seconds }),
      },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(deadlineMs),
    })
    answered = { status: response.status, text: await response.text() }
  } catch (cause) {
    const code = codeOf(cause instanceof Error ? cause.cause : undefined)
    if (beforeSending.test(code)) throw new SmsNotSent(`Tencent Cloud is not reached: ${code}`)
    throw new Error('Tencent Cloud gave no answer', { cause })
  }
  const answer = answerShape.safeParse(jsonOf(answered.text))
  // What it said instead may name anything: it is not repeated.
  if (!answer.success) throw new Error(`Tencent Cloud's answer ${answered.status} cannot be read`)
  const { Error: refusal, ...rest } = answer.data.Response
  if (refusal) throw new TencentError(refusal.Code)
  return rest
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
