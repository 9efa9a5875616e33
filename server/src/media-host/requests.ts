import type { MediaMethod, MediaResponse } from '@veridesk/contract/media-protocol'
import { mediaMethods, mediaRequest } from '@veridesk/contract/media-protocol'
import { z } from 'zod'
import type { MediaHost } from './host.ts'
import { log, reason } from './log.ts'
import { MediaError } from './media-error.ts'

const anyId = z.object({ id: z.int().nonnegative() })

/**
 * Answer one frame of the control socket. Never rejects.
 * @returns null for a frame that names no request and cannot be answered.
 */
export async function answerRequest(host: MediaHost, frame: string): Promise<MediaResponse | null> {
  let json: unknown
  try {
    json = JSON.parse(frame)
  } catch {
    return null
  }
  const named = anyId.safeParse(json)
  if (!named.success) return null
  const { id } = named.data
  try {
    const request = mediaRequest.safeParse(json)
    if (!request.success) throw new MediaError('bad_request', z.prettifyError(request.error))
    return { id, result: await call(host, request.data.method, request.data.params) }
  } catch (error) {
    if (error instanceof MediaError)
      return { id, error: { code: error.code, message: error.message.slice(0, 500) } }
    log('error', 'a request failed', { reason: reason(error) })
    return { id, error: { code: 'internal', message: 'the media host could not do this' } }
  }
}

async function call(host: MediaHost, method: MediaMethod, params: unknown): Promise<unknown> {
  const input = mediaMethods[method].input.safeParse(params)
  if (!input.success) throw new MediaError('bad_request', z.prettifyError(input.error))
  // Each method's input was just parsed with that method's own schema.
  return await host[method](input.data as never)
}
