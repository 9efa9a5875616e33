/** `/healthz`, `/readyz` and `/metrics` (fixed outer surface). */
import type { FastifyInstance } from 'fastify'
import { Gauge, Registry, collectDefaultMetrics } from 'prom-client'
import type { AppContext } from '../../context.ts'
import { readDatabaseClock } from '../db/connect.ts'
import { sameSecret } from '../crypto/tokens.ts'
import { shared } from '../shared.ts'

type Dependency = 'database' | 'media' | 'storage' | 'clock'

const withDeadline = (work: Promise<unknown>, ms: number): Promise<void> => {
  let timer: NodeJS.Timeout | undefined
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms)
  })
  return Promise.race([work, deadline])
    .then(() => undefined)
    .finally(() => clearTimeout(timer))
}

/** More than this between our clock and the database's makes deadlines and evidence wrong. */
const clockToleranceMs = 2_000

/** Each dependency's check; one rejects with a sentence where it is not usable. */
function dependencyChecks(ctx: AppContext): Record<Dependency, () => Promise<unknown>> {
  const databaseNow = () => readDatabaseClock(ctx.db)
  return {
    database: databaseNow,
    media: async () => {
      if (![...ctx.media.ready().values()].includes(true))
        throw new Error('no media host is connected')
    },
    storage: () => ctx.storage.check(),
    clock: async () => {
      const skew = Math.abs((await databaseNow()).getTime() - ctx.clock.now().getTime())
      if (skew > clockToleranceMs) throw new Error(`clocks differ by ${skew} ms`)
    },
  }
}

/** Anybody may ask: a flood must cost the dependencies nothing. What failed is asked again sooner. */
const readyForMs = 1_000
const failedForMs = 200

/** Asks every dependency. */
function readinessOf(ctx: AppContext): () => Promise<{ ready: boolean; body: object }> {
  const checks = dependencyChecks(ctx)
  const names = Object.keys(checks) as Dependency[]
  return shared(
    async () => {
      const results = await Promise.allSettled(
        names.map((name) => withDeadline(checks[name](), 2_000)),
      )
      const words = results.map(({ status }) => (status === 'fulfilled' ? 'ok' : 'failed'))
      const ready = !words.includes('failed')
      const each = Object.fromEntries(names.map((name, index) => [name, words[index]]))
      return { ready, body: { status: ready ? 'ok' : 'failed', ...each } }
    },
    ({ ready }) => (ready ? readyForMs : failedForMs),
  )
}

/** Registers the three; they answer without a session. */
export function serveHealth(
  app: FastifyInstance,
  ctx: AppContext,
  counts: { sockets(): number },
): void {
  const readiness = readinessOf(ctx)
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  registry.registerMetric(
    new Gauge({
      name: 'veridesk_sockets',
      help: 'Open realtime sockets of this process',
      registers: [],
      collect() {
        this.set(counts.sockets())
      },
    }),
  )

  app.get('/healthz', async () => ({ status: 'ok' }))

  app.get('/readyz', async (_request, reply) => {
    const { ready, body } = await readiness()
    return reply.code(ready ? 200 : 503).send(body)
  })

  app.get('/metrics', async (request, reply) => {
    const loopback = ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.ip)
    const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1]
    const token = ctx.config.metricsToken
    if (!loopback && !(token && given && sameSecret(given, token))) return reply.callNotFound()
    return reply.type(registry.contentType).send(await registry.metrics())
  })
}
