import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Database, Db } from '../../server/src/database.ts'
import { connectDatabase } from '../../server/src/platform/db/connect.ts'
import { ownDatabase } from '../supervisor/database.ts'
import { isLocked, lockDataDir } from '../supervisor/lock.ts'
import { openDataDir } from '../supervisor/settings.ts'

export type Pool = ReturnType<typeof connectDatabase>['pool']

/** The URL of the installation's database, started for the time being when Veridesk is not running. */
const openDatabase = async (held: AsyncDisposableStack): Promise<string> => {
  if (process.env['DATABASE_URL']) return process.env['DATABASE_URL']
  const dataDir = openDataDir(process.env)
  const own = ownDatabase(dataDir)
  if (await isLocked(dataDir)) {
    const file = join(dataDir, 'postgres/postmaster.pid')
    if (!existsSync(file)) throw new Error('Veridesk is just starting: try again in a moment')
    // The fourth line of PostgreSQL's lock file is its port.
    return own.url(Number(readFileSync(file, 'utf8').split('\n')[3]))
  }
  const lock = await lockDataDir(dataDir)
  held.defer(() => void lock.close())
  const running = await own.start()
  held.defer(() => running.stop())
  return own.url(running.port)
}

/** Does `work` on the database of the installation that the environment describes. */
export const withDatabase = async <Result>(
  work: (db: Db, pool: Pool) => Promise<Result>,
): Promise<Result> => {
  await using held = new AsyncDisposableStack()
  const { db, pool } = connectDatabase<Database>(await openDatabase(held))
  held.defer(() => pool.end())
  return await work(db, pool)
}
