/** Headers and origin checks of every answer. */
import { randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { AppError } from '../app-error.ts'

/** `https://host[:port]` as the reader's browser sees us. */
export function baseUrlOf(request: FastifyRequest, publicUrl: string | null): string {
  return publicUrl ?? `${request.protocol}://${request.host}`
}

/** Whether a request's Origin is our own; also the socket's question before its upgrade. */
export function isOwnOrigin(
  origin: string | undefined,
  host: string | undefined,
  publicUrl: string | null,
): boolean {
  if (!origin) return false
  if (publicUrl && origin === new URL(publicUrl).origin) return true
  try {
    return new URL(origin).host === host && publicUrl === null
  } catch {
    return false
  }
}

export const newNonce = (): string => randomBytes(16).toString('base64')

/** Strict: own scripts only, styles by nonce, style attributes free (the console's kit sets them at run time). */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self' blob:",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/**
 * Sets the headers, and refuses what another site could have sent: an unsafe method must carry our
 * own header (which forces a CORS preflight that we never grant) and, where the browser names an
 * Origin, our own. Endpoints for machines take no cookie, so that there is nothing to misuse.
 */
export function guardRequests(app: FastifyInstance, publicUrl: string | null): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'DENY',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': 'camera=(self), microphone=(self), geolocation=()',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'cache-control': 'no-store',
    })
    if (request.protocol === 'https')
      reply.header('strict-transport-security', 'max-age=31536000; includeSubDomains')
    if (request.method === 'GET' || request.method === 'HEAD') return
    const { origin, host } = request.headers
    const foreign = origin !== undefined && !isOwnOrigin(origin, host, publicUrl)
    const bare = request.headers['x-veridesk'] !== '1' && !request.routeOptions.config.machine
    if (foreign || bare) throw new AppError('origin_refused')
  })
}
