/** One size: a PostgreSQL as `npm start` runs it, filled, and the product's app process on it. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'
import { appCommand } from '../../scripts/programs.ts'
import { ownDatabase } from '../../scripts/supervisor/database.ts'
import {
  completeEnvironment,
  openDataDir,
  type Environment,
} from '../../scripts/supervisor/settings.ts'
import { readConfig } from '../../server/src/config/config.ts'
import { createContext } from '../../server/src/create-context.ts'
import { foundInstitution, type Institution } from './data/institution.ts'
import { load } from './data/load.ts'
import { takeSamples, type Sample } from './data/samples.ts'

export interface Stage {
  readonly orders: number
  readonly institution: Institution
  readonly samples: readonly Sample[]
  /** For queries by hand. */
  readonly client: pg.Client
  /** Of the app process. */
  readonly port: number
  /** Stops everything and removes the data. */
  close(): Promise<void>
}

/** @param orders how many; three times as many calls */
export async function openStage(orders: number): Promise<Stage> {
  await using held = new AsyncDisposableStack()
  const folder = await mkdtemp(join(tmpdir(), 'veridesk-bench-'))
  held.defer(() => rm(folder, { recursive: true }))
  const dataDir = openDataDir({ DATA_DIR: join(folder, 'data') })
  const database = ownDatabase(dataDir)
  const running = await database.start()
  held.defer(() => running.stop())
  const url = database.url(running.port)
  const env = completeEnvironment(
    {
      ...process.env,
      DATABASE_URL: url,
      DEMO: '0',
      HOST: '127.0.0.1',
      PORT: '0',
      LOG_LEVEL: 'warn',
      // It ends with whoever holds its standard input.
      SUPERVISED: '1',
    },
    dataDir,
  )
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  held.defer(() => client.end())
  const { institution, samples } = await fill(client, env, orders)
  const app = await startApp(env)
  held.defer(() => app.stop())
  const kept = held.move()
  return {
    orders,
    institution,
    samples,
    client,
    port: app.port,
    close: () => kept.disposeAsync(),
  }
}

async function fill(client: pg.Client, env: Environment, orders: number) {
  const { ctx, close } = await createContext(readConfig(env))
  try {
    const institution = await foundInstitution(ctx)
    await load(client, ctx, institution, orders)
    await client.query('reset all')
    return { institution, samples: await takeSamples(client, ctx.idNumbers, orders) }
  } finally {
    await close()
  }
}

async function startApp(env: Environment) {
  const child = spawn(process.execPath, appCommand, { env, stdio: ['pipe', 'pipe', 'inherit'] })
  const exited = once(child, 'exit')
  const lines = createInterface({ input: child.stdout })
  const ended = exited.then(() => Promise.reject(new Error('the app did not start')))
  const [line] = (await Promise.race([once(lines, 'line'), ended])) as [string]
  const { listening } = JSON.parse(line) as { listening: number }
  ended.catch(() => undefined)
  return {
    port: listening,
    async stop() {
      child.kill('SIGTERM')
      await exited
    },
  }
}
