/** The app: every module's routes, the sockets, the jobs and the deadlines, over one context. */
import type pg from 'pg'
import type { FastifyInstance } from 'fastify'
import { can } from '@veridesk/contract/permissions'
import type { AccountActor, SeatActor } from './actor.ts'
import type { AppContext } from './context.ts'
import { jobs as accountJobs } from './modules/accounts/jobs.ts'
import { routes as accounts } from './modules/accounts/routes.ts'
import { authenticateSession } from './modules/accounts/service.ts'
import { renewAgentLease } from './modules/agents/service.ts'
import { startAuditChain } from './modules/audit/chain.ts'
import { routes as audit } from './modules/audit/routes.ts'
import { routes as board } from './modules/board/routes.ts'
import { routes as businessTypes } from './modules/business-types/routes.ts'
import { routes as calendar } from './modules/calendar/routes.ts'
import { jobs as callJobs } from './modules/calls/jobs.ts'
import { startMediaReconciler } from './modules/calls/media-reconciler.ts'
import { routes as calls } from './modules/calls/routes.ts'
import { mayFollowCall, queueTopicOf } from './modules/calls/service.ts'
import { startExporter } from './modules/exports/exporter.ts'
import { routes as exports } from './modules/exports/routes.ts'
import { mayFollowExport } from './modules/exports/service.ts'
import { routes as groups } from './modules/groups/routes.ts'
import { routes as pauseReasons } from './modules/pause-reasons/routes.ts'
import { routes as phoneEntry } from './modules/phone-entry/routes.ts'
import { routes as photos } from './modules/photos/routes.ts'
import { jobs as recordingJobs } from './modules/recordings/jobs.ts'
import { routes as recordings } from './modules/recordings/routes.ts'
import { startRouting } from './modules/routing/service.ts'
import { routes as seats } from './modules/seats/routes.ts'
import { authenticateSeat, renewSeatLease } from './modules/seats/service.ts'
import { pageWords } from './modules/settings/page-words.ts'
import { routes as settings } from './modules/settings/routes.ts'
import { jobs as smsJobs } from './modules/sms/jobs.ts'
import { routes as sms } from './modules/sms/routes.ts'
import { startFillingIn } from './modules/work-orders/fill-in-indexes.ts'
import { jobs as workOrderJobs } from './modules/work-orders/jobs.ts'
import { routes as workOrders } from './modules/work-orders/routes.ts'
import { mayFollowWorkOrder } from './modules/work-orders/service.ts'
import { routes as wechat } from './modules/wechat/routes.ts'
import { AppError } from './platform/app-error.ts'
import { serveHealth } from './platform/http/health.ts'
import { createCookieGuard } from './platform/http/cookie-guard.ts'
import { addressReader } from './platform/http/network.ts'
import { registerRoute, type Authenticators } from './platform/http/register.ts'
import type { Route } from './platform/http/routes.ts'
import { isOwnOrigin } from './platform/http/security.ts'
import { createHttpServer } from './platform/http/server.ts'
import { serveWebApps } from './platform/http/web-apps.ts'
import { startRunner } from './platform/jobs/jobs.ts'
import { serveSockets, type SocketRules } from './platform/realtime/sockets.ts'

/** Every route there is; a test holds it against the contract. */
export const routes: readonly Route[] = [
  ...accounts,
  ...businessTypes,
  ...groups,
  ...settings,
  ...calendar,
  ...pauseReasons,
  ...workOrders,
  ...calls,
  ...board,
  ...photos,
  ...recordings,
  ...sms,
  ...wechat,
  ...seats,
  ...phoneEntry,
  ...audit,
  ...exports,
]

export interface App {
  readonly http: FastifyInstance
  /** Serves; resolves with the port. */
  listen(port: number, host: string): Promise<number>
  /** Stops taking work, ends what runs, closes the sockets. The context stays open. */
  close(): Promise<void>
}

/** The same guard for both: junk counts wherever it is tried. */
function guardedAuthenticators(): Authenticators {
  const guard = createCookieGuard()
  return {
    account: (ctx, token, address) =>
      guard(token, address, () => authenticateSession(ctx, token, address)),
    seat: (ctx, token, address) =>
      guard(token, address, () => authenticateSeat(ctx, token, address)),
  }
}

/** Whose socket a request for one would be. */
function socketAuthenticator(
  ctx: AppContext,
  http: FastifyInstance,
  authenticators: Authenticators,
): SocketRules['authenticate'] {
  const readAddress = addressReader(ctx.config.trustProxy)
  return async (request) => {
    const url = new URL(request.url ?? '/', 'http://x')
    const cookies = http.parseCookie(request.headers.cookie ?? '')
    const address = readAddress(request)
    if (url.searchParams.get('as') === 'customer') {
      if (!cookies.vd_seat) throw new AppError('no_seat')
      return authenticators.seat(ctx, cookies.vd_seat, address)
    }
    if (!cookies.vd_session) throw new AppError('not_signed_in')
    return authenticators.account(ctx, cookies.vd_session, address)
  }
}

async function mayFollow(
  ctx: AppContext,
  actor: AccountActor | SeatActor,
  topic: string,
): Promise<boolean> {
  const [name, id] = topic.split(':')
  if (actor.kind === 'account' && actor.mustChangePassword) return name === 'account'
  if (name === 'call' && id) return mayFollowCall(ctx, actor, id)
  if (actor.kind === 'seat') return name === 'seat'
  if (name === 'work-order' && id) return mayFollowWorkOrder(ctx, actor, id)
  if (name === 'export' && id) return mayFollowExport(ctx, actor, id)
  if (name === 'board') return can(actor, 'board.read')
  if (name === 'groups') return can(actor, 'group.read')
  if (name === 'accounts') return can(actor, 'account.read')
  return ['account', 'work-orders', 'queue', 'settings'].includes(name ?? '')
}

function socketRules(
  ctx: AppContext,
  http: FastifyInstance,
  authenticators: Authenticators,
): SocketRules {
  return {
    authenticate: socketAuthenticator(ctx, http, authenticators),
    isOwnOrigin: (request) =>
      isOwnOrigin(request.headers.origin, request.headers.host, ctx.config.publicUrl),
    mayFollow: (actor, topic) => mayFollow(ctx, actor, topic),
    sharedTopic: (actor) => queueTopicOf(ctx, actor),
    renewLease: async (actor) => {
      if (actor.kind === 'seat') await renewSeatLease(ctx, actor.seatId)
      else if (actor.role === 'agent') await renewAgentLease(ctx, actor.accountId)
    },
    onFailure: (cause) => ctx.log.error({ err: cause }, 'socket'),
  }
}

/** Builds and starts everything but the listening itself. `pool` carries the jobs. */
export async function createApp(ctx: AppContext, pool: pg.Pool): Promise<App> {
  const http = await createHttpServer(ctx.config)
  const authenticators = guardedAuthenticators()
  for (const route of routes) registerRoute(http, ctx, authenticators, route)
  const sockets = serveSockets(http.server, ctx.bus, socketRules(ctx, http, authenticators))
  serveHealth(http, ctx, { sockets: sockets.count })
  await serveWebApps(http, pageWords(ctx))

  const runner = await startRunner(
    pool,
    ctx,
    [...accountJobs, ...workOrderJobs, ...smsJobs, ...callJobs, ...recordingJobs],
    (name, cause) => ctx.log.error({ err: cause, job: name }, 'job failed'),
  )
  await startFillingIn(ctx)
  const reconciler = startMediaReconciler(ctx)
  const routing = startRouting(ctx)
  const chain = startAuditChain(ctx)
  const exporter = startExporter(ctx)
  let closing: Promise<void> | undefined
  const stopAll = async () => {
    await routing.stop()
    await exporter.stop()
    await chain.stop()
    await reconciler.stop()
    sockets.close()
    await http.close()
    await runner.stop()
  }

  return {
    http,
    async listen(port, host) {
      await http.listen({ port, host })
      const address = http.server.address()
      return typeof address === 'object' && address ? address.port : port
    },
    close: () => (closing ??= stopAll()),
  }
}
