import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../../server/src/config/config.ts'
import { appliedMigrations, listMigrations } from '../../server/src/platform/db/migrate.ts'
import { MediaHostClient } from '../../server/src/platform/media/media-host-client.ts'
import { isLocked } from '../supervisor/lock.ts'
import { checkSettings, completeEnvironment, openDataDir } from '../supervisor/settings.ts'
import { localAddress } from '../supervisor/supervise.ts'
import { auditChain } from './audit-chain.ts'
import { type Pool, withDatabase } from './installation.ts'

/** Below this a recording may find no room: 20 calls of an hour at 2 Mbps both ways are 18 GB. */
const leastFreeGiB = 5
/** More than this between our clock and the database's makes deadlines and evidence wrong. */
const clockToleranceMs = 2_000

const oldestPostgres = 150_000

const database = async (pool: Pool): Promise<string> => {
  const { rows } = await pool.query<{ number: number }>(
    "select current_setting('server_version_num')::int as number",
  )
  const number = rows[0]?.number ?? 0
  if (number < oldestPostgres) throw new Error(`PostgreSQL ${number} is too old: 15 or later`)
  const client = await pool.connect()
  try {
    const applied = new Set(await appliedMigrations(client))
    const missing = (await listMigrations()).filter((name) => !applied.has(name))
    if (missing.length) {
      throw new Error(`${missing.join(', ')} not applied yet: the next start of the app does it`)
    }
    return `PostgreSQL ${Math.floor(number / 10_000)}, ${applied.size} migrations applied`
  } finally {
    client.release()
  }
}

const clock = async (pool: Pool): Promise<string> => {
  const { rows } = await pool.query<{ now: Date }>('select clock_timestamp() as now')
  const skew = Math.abs(Date.now() - (rows[0]?.now.getTime() ?? 0))
  if (skew > clockToleranceMs) throw new Error(`differs from the database's by ${skew} ms: use NTP`)
  return `${skew} ms from the database's`
}

const storage = (dataDir: string): string => {
  const probe = join(dataDir, 'files', '.doctor')
  mkdirSync(join(dataDir, 'files'), { recursive: true })
  writeFileSync(probe, '')
  rmSync(probe)
  const { bavail, bsize } = statfsSync(dataDir)
  const free = Math.floor((bavail * bsize) / 2 ** 30)
  if (free < leastFreeGiB) throw new Error(`${free} GiB free in ${dataDir}: recordings need more`)
  return `${dataDir} is writable, ${free} GiB free`
}

const mediaHosts = async ({ mediaHosts: urls, mediaSecret: secret }: Config): Promise<string> => {
  for (const url of urls) {
    const client = new MediaHostClient({ url, secret })
    try {
      await client.whenConnected(3_000)
      await client.request('describe', {})
    } finally {
      client.close()
    }
  }
  return urls.join(', ')
}

/** What the running app says about itself; with our own media host only it knows where that is. */
const runningApp = async ({ host, port }: Config): Promise<string> => {
  const address = localAddress(host, port)
  const asked = fetch(`${address}/readyz`, { signal: AbortSignal.timeout(10_000) })
  const response = await asked.catch((cause: unknown) => {
    throw new Error(`${address} does not answer: set PORT and HOST as at its start`, { cause })
  })
  if (!response.ok) throw new Error(`${address}/readyz says ${await response.text()}`)
  return `${address}/readyz is 200`
}

/** Checks the installation that the environment describes, one line each. @returns 1 when something is wrong */
export const doctor = async (): Promise<number> => {
  let wrong = 0
  const check = async <Result>(name: string, look: () => Result | Promise<Result>) => {
    try {
      const result = await look()
      console.log(`✓ ${name.padEnd(9)} ${typeof result === 'string' ? result : 'in order'}`)
      return result
    } catch (error) {
      wrong += 1
      console.log(`✗ ${name.padEnd(9)} ${error instanceof Error ? error.message : String(error)}`)
      return undefined
    }
  }
  await check('node', () => process.version)
  const dataDir = openDataDir(process.env)
  const config = await check('settings', () =>
    checkSettings(completeEnvironment(process.env, dataDir)),
  )
  await check('storage', () => storage(dataDir))
  const running = await isLocked(dataDir)
  await check('database', () =>
    withDatabase(async (db, pool) => {
      await check('clock', () => clock(pool))
      const found = await database(pool)
      await check('audit', () => auditChain(db, running))
      return found
    }),
  )
  if (!config) return 1
  if (config.mediaHosts.length) await check('media', () => mediaHosts(config))
  if (running) await check('app', () => runningApp(config))
  else console.log('- app       not running on this data directory')
  return wrong ? 1 : 0
}
