/** Two app processes on one database, killed now and then, under agents and customers; then the count of what must not be. */
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { sql } from 'kysely'
import { readConfig } from '../../../server/src/config/config.ts'
import type { AppContext } from '../../../server/src/context.ts'
import { createContext } from '../../../server/src/create-context.ts'
import { hashPassword } from '../../../server/src/modules/accounts/password.ts'
import {
  always,
  decided,
  settled,
  violations,
} from '../../../server/src/modules/routing/testing/invariants.ts'
import { replayCall } from '../../../server/src/modules/routing/replay.ts'
import { completeEnvironment, openDataDir } from '../../supervisor/settings.ts'
import { startAgent, type SoakAgent } from './agent.ts'
import { startAppProcess, startMediaHost, type AppProcess } from './app-process.ts'
import { runCustomer } from './customer.ts'
import { fillInstitution, agentName, seatToken } from './institution.ts'
import { createTally, type Tally } from './tally.ts'

export interface SoakOptions {
  /** Of an empty database on a server that lets us make one. */
  readonly databaseUrl: string
  readonly agents: number
  readonly calls: number
  /** Of each process. */
  readonly kills: number
  /** After so long it ends, whatever has not happened. */
  readonly minutes: number
  say(line: string): void
}

export interface SoakResult {
  readonly counts: ReadonlyMap<string, number>
  /** By invariant; all must be 0. */
  readonly violations: ReadonlyMap<string, number>
  /** A few of them, in words. */
  readonly examples: readonly string[]
}

/** Seconds: as short as so many pages allow. */
const timesFor = (agents: number) =>
  agents > 100
    ? { leaseSeconds: 15, graceSeconds: 20, ringSeconds: 10, declineRestSeconds: 5 }
    : { leaseSeconds: 10, graceSeconds: 5, ringSeconds: 5, declineRestSeconds: 2 }

/** Runs it. Throws where a process does not come back. */
export async function soakRouting(options: SoakOptions): Promise<SoakResult> {
  const { agents, calls, databaseUrl, say } = options
  await using held = new AsyncDisposableStack()
  const folder = await mkdtemp(join(tmpdir(), 'veridesk-soak-'))
  held.defer(() => rm(folder, { recursive: true }))
  const env = completeEnvironment(
    {
      ...process.env,
      DATABASE_URL: databaseUrl,
      MEDIA_SECRET: randomBytes(16).toString('hex'),
      DEMO: '0',
      LOG_LEVEL: 'error',
      TRUST_PROXY: '127.0.0.1',
    },
    openDataDir({ DATA_DIR: join(folder, 'data') }),
  )
  const mediaHost = await startMediaHost(env)
  held.defer(() => mediaHost.stop())
  env['MEDIA_HOSTS'] = mediaHost.url
  const { ctx, pool, close } = await createContext(readConfig(env))
  held.defer(close)
  const times = timesFor(agents)
  const password = randomBytes(12).toString('base64url')
  const client = await pool.connect()
  await fillInstitution(
    client,
    { agents, groups: Math.max(2, agents / 20), items: Math.max(4, agents / 10), orders: calls },
    { passwordHash: await hashPassword(password), familiar: true },
  )
  for (const [key, value] of Object.entries(times))
    await client.query('insert into settings (key, value) values ($1, $2)', [key, value])
  client.release()

  const apps = [await startAppProcess(env), await startAppProcess(env)]
  for (const app of apps) held.defer(() => app.stop())
  const urls = apps.map((app) => app.url)
  const pages = { urls, pingEveryMs: (times.leaseSeconds * 1_000) / 3 }
  const tally = createTally()
  const deadline = performance.now() + options.minutes * 60_000
  const isOver = () => performance.now() > deadline

  const staff: SoakAgent[] = []
  held.defer(async () => staff.forEach((agent) => agent.leave()))
  const signingIn = signEverybodyIn(staff, { agents, password, pages, tally })
  // Agents come in while the first customers wait.
  const killing = killNowAndThen(apps, options, tally, () => done >= calls || isOver())
  let done = 0
  let next = 0
  const customers = Array.from({ length: Math.min(calls, Math.max(10, agents)) }, async () => {
    while (next < calls && !isOver()) {
      next += 1
      await runCustomer({ ...pages, cookie: `vd_seat=${seatToken(next)}` }, tally, isOver)
      done += 1
    }
  })
  const progress = setInterval(() => {
    say(`${done} of ${calls} customers are through, ${staff.length} agents are signed in`)
  }, 10_000)
  held.defer(async () => clearInterval(progress))
  await Promise.all([...customers, signingIn])
  await killing
  const found = await judge(ctx, tally, { rest: times.declineRestSeconds, calls, done, isOver })
  tally.count('calls', await countCalls(ctx))
  return { counts: tally.counts, ...found }
}

async function signEverybodyIn(
  staff: SoakAgent[],
  {
    agents,
    password,
    pages,
    tally,
  }: {
    agents: number
    password: string
    pages: { urls: readonly string[]; pingEveryMs: number }
    tally: Tally
  },
): Promise<void> {
  let next = 0
  const hands = Array.from({ length: 4 }, async () => {
    while (next < agents) {
      next += 1
      const n = next
      const address = `10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`
      staff.push(await startAgent({ username: agentName(n), password, address }, pages, tally))
    }
  })
  await Promise.all(hands)
}

/** Each process in turn, spread over the whole run as the share of customers who are through. */
async function killNowAndThen(
  apps: readonly AppProcess[],
  { kills, say }: SoakOptions,
  tally: Tally,
  isOver: () => boolean,
): Promise<void> {
  for (let kill = 0; kill < kills; kill += 1)
    for (const [place, app] of apps.entries()) {
      await delay(1_000 + Math.random() * 2_000)
      if (isOver()) return
      const { readyAfterMs } = await app.dieAndReturn()
      tally.count('kill -9')
      say(`app ${place + 1} was killed and was ready again after ${Math.round(readyAfterMs)} ms`)
    }
}

async function countCalls({ db }: Pick<AppContext, 'db'>): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from calls`.execute(db)
  return rows[0]?.count ?? 0
}

async function liveCalls({ db }: Pick<AppContext, 'db'>): Promise<string[]> {
  const rows = await db.selectFrom('calls').select('id').where('status', '<>', 'ended').execute()
  return rows.map(({ id }) => id)
}

/** Waits until every call has ended, which lost pages delay, and counts what must not be. */
async function judge(
  ctx: AppContext,
  tally: Tally,
  {
    rest,
    calls,
    done,
    isOver,
  }: { rest: number; calls: number; done: number; isOver: () => boolean },
): Promise<Omit<SoakResult, 'counts'>> {
  while ((await liveCalls(ctx)).length > 0 && !isOver()) await delay(250)
  const found = await violations(ctx.db, [...always, ...decided, ...settled], {
    rest,
    away: [...tally.awayCalls],
  })
  const also = (invariant: string, what: Iterable<string>) => {
    for (const each of what) found.push({ invariant, what: each })
  }
  also('every call has ended', await liveCalls(ctx))
  also('every customer is through', done < calls ? [`${calls - done} are not`] : [])
  also('one of two clicks answers', tally.twice)
  const rows = await ctx.db.selectFrom('calls').select(['id', 'agentId', 'queuedAt']).execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  const wrongAgent = [...tally.winners].filter(
    ([id, agents]) => agents.size > 1 || !agents.has(byId.get(id)?.agentId ?? ''),
  )
  also(
    'whoever was told that it answers has the call',
    wrongAgent.map(([id]) => id),
  )
  const moved = [...tally.places].filter(
    ([id, queuedAt]) => byId.get(id)?.queuedAt.toISOString() !== queuedAt,
  )
  also(
    'the place in the queue is kept',
    moved.map(([id]) => id),
  )
  for (const { id } of rows)
    also(
      'every decision is decided alike when it is replayed',
      (await replayCall(ctx.db, id)).flatMap(({ id: offerId, differences }) =>
        differences.length > 0 ? [`${offerId}: ${differences.join(', ')}`] : [],
      ),
    )
  const names = [
    ...[...always, ...decided, ...settled].map(({ name }) => name),
    'every call has ended',
    'every customer is through',
    'one of two clicks answers',
    'whoever was told that it answers has the call',
    'the place in the queue is kept',
    'every decision is decided alike when it is replayed',
  ]
  return {
    violations: new Map(
      names.map((name) => [name, found.filter(({ invariant }) => invariant === name).length]),
    ),
    examples: found.slice(0, 20).map(({ invariant, what }) => `${invariant}: ${what}`),
  }
}
