/** Puts the modules' routes on Fastify: rate, authentication, permission, shapes, answer, in that order. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ZodType } from 'zod'
import { endpoints, type EndpointKey, type EndpointSpec } from '@veridesk/contract'
import { can } from '@veridesk/contract/permissions'
import type { ErrorCode } from '@veridesk/contract/errors'
import type { AccountActor, SeatActor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import { AppError } from '../app-error.ts'
import { hashToken } from '../crypto/tokens.ts'
import { networkOf } from './network.ts'
import { languageOf } from './problems.ts'
import type { CookieName, Exchange, FileAnswer, Route } from './routes.ts'
import { baseUrlOf } from './security.ts'

/** Turns a cookie's token into an actor. Throws `AppError` with the reason where it is no longer good. */
export interface Authenticators {
  account(ctx: AppContext, token: string, address: string): Promise<AccountActor>
  seat(ctx: AppContext, token: string, address: string): Promise<SeatActor>
}

declare module 'fastify' {
  interface FastifyRequest {
    actor: AccountActor | SeatActor | null
  }
  interface FastifyContextConfig {
    tooLarge?: ErrorCode
    machine?: boolean
  }
}

const defaultBodyLimit = 64 * 1024
const defaultRate = 600

/** All that a person may do whose password must be changed first. */
const beforePasswordChange: ReadonlySet<EndpointKey> = new Set([
  'GET /api/me',
  'PUT /api/me/password',
  'DELETE /api/sessions/current',
])

function exchangeOf(ctx: AppContext, request: FastifyRequest, reply: FastifyReply): Exchange {
  const baseUrl = baseUrlOf(request, ctx.config.publicUrl)
  const cookie = {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: baseUrl.startsWith('https:'),
  } as const
  return {
    address: request.ip,
    userAgent: request.headers['user-agent']?.slice(0, 300) ?? null,
    language: languageOf(request.headers['accept-language']),
    baseUrl,
    cookie: (name) => request.cookies[name] ?? null,
    setCookie: (name, value, expires) => reply.setCookie(name, value, { ...cookie, expires }),
    clearCookie: (name) => reply.clearCookie(name, cookie),
  }
}

/** Which cookie says who asks. */
const cookieOf = (spec: EndpointSpec): CookieName =>
  spec.permission === 'seat' ? 'vd_seat' : 'vd_session'

/** Who asks, or the refusal. */
async function authorise(
  ctx: AppContext,
  authenticators: Authenticators,
  key: EndpointKey,
  request: FastifyRequest,
): Promise<AccountActor | SeatActor | null> {
  const spec: EndpointSpec = endpoints[key]
  if (spec.permission === 'public') return null
  const token = request.cookies[cookieOf(spec)]
  if (!token) throw new AppError(spec.permission === 'seat' ? 'no_seat' : 'not_signed_in')
  if (spec.permission === 'seat') return authenticators.seat(ctx, token, request.ip)
  const actor = await authenticators.account(ctx, token, request.ip)
  if (actor.mustChangePassword && !beforePasswordChange.has(key))
    throw new AppError('password_change_needed')
  if (!can(actor, spec.permission)) throw new AppError('forbidden')
  return actor
}

function sendFile(spec: EndpointSpec, reply: FastifyReply, file: FileAnswer): FastifyReply {
  reply.header('content-type', file.mediaType)
  reply.header(
    'content-disposition',
    `inline; filename*=UTF-8''${encodeURIComponent(file.fileName)}`,
  )
  if (file.bytes !== undefined) reply.header('content-length', file.bytes)
  const whose = spec.permission === 'public' ? 'public' : 'private'
  if (file.immutable) reply.header('cache-control', `${whose}, max-age=31536000, immutable`)
  return reply.send(file.stream)
}

/** Known before anybody is asked who it belongs to: a cookie stands for one session or seat. */
function rateKey(spec: EndpointSpec, request: FastifyRequest): string {
  const token = spec.permission === 'public' ? undefined : request.cookies[cookieOf(spec)]
  return token ? hashToken(token).toString('base64url') : networkOf(request.ip)
}

/** Registers one route. A contract endpoint without a route, or twice, is found by a test. */
export function registerRoute(
  app: FastifyInstance,
  ctx: AppContext,
  authenticators: Authenticators,
  { key, handle }: Route,
): void {
  const spec: EndpointSpec = endpoints[key]
  const [method = '', url = ''] = key.split(' ')
  const raw = spec.body && 'raw' in spec.body ? spec.body.raw : null
  const status = spec.status ?? (spec.output === null ? 204 : 200)
  app.route({
    method,
    url,
    bodyLimit: spec.bodyLimit ?? defaultBodyLimit,
    config: {
      rateLimit: {
        max: spec.ratePerMinute ?? defaultRate,
        timeWindow: 60_000,
        keyGenerator: (request: FastifyRequest) => rateKey(spec, request),
        groupId: key,
      },
      machine: spec.machine ?? false,
      ...(spec.errors?.includes('photo_too_large') ? { tooLarge: 'photo_too_large' as const } : {}),
    },
    schema: {
      ...(spec.params ? { params: spec.params } : {}),
      ...(spec.query ? { querystring: spec.query } : {}),
      ...(spec.body && !raw ? { body: spec.body as ZodType } : {}),
      ...(spec.output && spec.output !== 'binary' ? { response: { [status]: spec.output } } : {}),
    },
    // After the rate, which counts on request.
    preParsing: async (request) => {
      request.actor = await authorise(ctx, authenticators, key, request)
      if (!raw) return
      const type = request.headers['content-type']?.split(';')[0]?.trim()
      if (!type || !raw.includes(type)) throw new AppError('unsupported_media_type')
    },
    handler: async (request, reply) => {
      const answer = await handle({
        ctx,
        actor: request.actor,
        input: { params: request.params, query: request.query, body: request.body },
        http: exchangeOf(ctx, request, reply),
      } as never)
      if (spec.output === 'binary') return sendFile(spec, reply, answer as FileAnswer)
      return reply.code(status).send(spec.output === null ? undefined : answer)
    },
  })
}
