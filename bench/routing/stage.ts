/** One number of agents: a PostgreSQL as `npm start` runs it, the product's app process on it, and our own hands. */
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startAppProcess, startMediaHost } from '../../scripts/soak/routing/app-process.ts'
import { fillInstitution } from '../../scripts/soak/routing/institution.ts'
import { ownDatabase } from '../../scripts/supervisor/database.ts'
import { completeEnvironment, openDataDir } from '../../scripts/supervisor/settings.ts'
import { readConfig } from '../../server/src/config/config.ts'
import type { AppContext } from '../../server/src/context.ts'
import { createContext } from '../../server/src/create-context.ts'

export interface Stage {
  readonly agents: number
  /** The product's verbs, without a process that routes: that one is the app's. */
  readonly ctx: AppContext
  readonly databaseUrl: string
  /** For what is set up by hand. */
  readonly client: pg.Client
  /** Stops everything and removes the data. */
  close(): Promise<void>
}

/** @param orders how many can wait at once, and some */
export async function openStage(agents: number, orders: number): Promise<Stage> {
  await using held = new AsyncDisposableStack()
  const folder = await mkdtemp(join(tmpdir(), 'veridesk-bench-'))
  held.defer(() => rm(folder, { recursive: true }))
  const dataDir = openDataDir({ DATA_DIR: join(folder, 'data') })
  const database = ownDatabase(dataDir)
  const running = await database.start()
  held.defer(() => running.stop())
  const databaseUrl = database.url(running.port)
  const env = completeEnvironment(
    {
      ...process.env,
      DATABASE_URL: databaseUrl,
      MEDIA_SECRET: randomBytes(16).toString('hex'),
      DEMO: '0',
      LOG_LEVEL: 'warn',
    },
    dataDir,
  )
  const mediaHost = await startMediaHost(env)
  held.defer(() => mediaHost.stop())
  env['MEDIA_HOSTS'] = mediaHost.url
  const { ctx, close } = await createContext(readConfig(env))
  held.defer(close)
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  held.defer(() => client.end())
  await fillInstitution(
    client,
    { agents, groups: Math.max(2, agents / 20), items: Math.max(4, agents / 10), orders },
    { passwordHash: '', familiar: false },
  )
  // Nobody leaves, nothing runs out: only assigning is measured.
  await client.query(`
    insert into settings (key, value) values ('ringSeconds', '86400'), ('leaseSeconds', '86400');
    update seats set lease_until = now() + interval '1 day'`)
  const app = await startAppProcess(env)
  held.defer(() => app.stop())
  const kept = held.move()
  return { agents, ctx, databaseUrl, client, close: () => kept.disposeAsync() }
}
