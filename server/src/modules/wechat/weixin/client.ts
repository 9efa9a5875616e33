/** One request to WeChat's server interfaces. */
import { z } from 'zod'

/** WeChat's own refusal. Its sentence may repeat what it was sent, and is not kept. */
export class WeixinError extends Error {
  readonly code: number
  constructor(code: number) {
    super(`WeChat answered ${code}`)
    this.code = code
  }
}

const answerShape = z.looseObject({ errcode: z.int().default(0) })

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * Posts JSON and returns the answer. `url` may hold an access token: no error names it. Throws `WeixinError`, and
 * another error where there was no answer that can be read.
 */
export async function askWeixin(
  url: string,
  body: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
): Promise<Readonly<Record<string, unknown>>> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(body),
    redirect: 'error',
    signal,
  })
  const answer = answerShape.safeParse(jsonOf(await response.text()))
  if (!answer.success) throw new Error(`WeChat's answer ${response.status} cannot be read`)
  const { errcode, ...rest } = answer.data
  if (errcode !== 0) throw new WeixinError(errcode)
  return rest
}
