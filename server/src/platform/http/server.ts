/** Fastify with everything that every request passes. */
import cookie from '@fastify/cookie'
import rateLimit from '@fastify/rate-limit'
import Fastify, { LogController, type FastifyInstance } from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import type { Config } from '../../config/config.ts'
import { AppError } from '../app-error.ts'
import { logOptions } from '../log.ts'
import { handleError, sendProblem } from './problems.ts'
import { guardRequests } from './security.ts'

/** Paths carry one-time links, so the log names the route and never the address. */
const requestSerializer = (request: {
  method: string
  routeOptions?: { url?: string | undefined }
}) => ({
  method: request.method,
  route: request.routeOptions?.url,
})

/** An instance without routes. */
export async function createHttpServer(
  config: Pick<Config, 'logLevel' | 'trustProxy' | 'publicUrl'>,
): Promise<FastifyInstance> {
  const log = logOptions(config.logLevel)
  const app = Fastify({
    logger: { ...log, serializers: { ...log.serializers, req: requestSerializer } },
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: config.trustProxy ?? false,
    requestTimeout: 60_000,
    // Addresses that cannot even be read.
    frameworkErrors: (error, request, reply) => void handleError(error, request, reply),
    genReqId: () => crypto.randomUUID(),
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler(handleError)
  app.setNotFoundHandler((request, reply) => {
    sendProblem(request, reply, 'not_found')
  })
  app.decorateRequest('actor', null)
  for (const type of ['image/jpeg', 'image/png', 'image/webp', 'text/csv'])
    app.addContentTypeParser(type, { parseAs: 'buffer' }, (_request, body, done) => {
      done(null, body)
    })
  app.removeContentTypeParser('text/plain')
  guardRequests(app, config.publicUrl)
  await app.register(cookie)
  await app.register(rateLimit, {
    global: false,
    hook: 'onRequest',
    errorResponseBuilder: () => new AppError('too_many_requests'),
  })
  return app
}
