import { closeSync, openSync, readFileSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundledBinaries } from './binaries.ts'
import { generatePassword, startCluster } from './cluster.ts'

export interface TemporaryCluster {
  /** URL of the superuser on database `postgres`. */
  url: string
  /** Stops the server and removes its files. */
  stop: () => Promise<void>
}

/** A PostgreSQL for tests: fast, without any durability, gone with whoever started it. */
export const startTemporaryCluster = async (
  binaries = bundledBinaries(),
): Promise<TemporaryCluster> => {
  const folder = await mkdtemp(join(tmpdir(), 'veridesk-postgres-'))
  await chmod(folder, 0o711)
  const superuserPassword = generatePassword()
  const logFile = join(folder, 'log')
  const log = openSync(logFile, 'a', 0o600)
  const remove = () => rm(folder, { recursive: true, force: true })
  try {
    const cluster = await startCluster({
      binaries,
      folder: join(folder, 'cluster'),
      superuserPassword,
      log,
      settings: {
        fsync: 'off',
        synchronous_commit: 'off',
        full_page_writes: 'off',
        max_connections: '300',
      },
    })
    return {
      url: `postgresql://postgres:${superuserPassword}@127.0.0.1:${cluster.port}/postgres`,
      stop: async () => {
        await cluster.stop()
        await remove()
      },
    }
  } catch (cause) {
    const said = readFileSync(logFile, 'utf8')
    await remove()
    throw new Error(`No PostgreSQL for the tests.\n${said}`, { cause })
  } finally {
    closeSync(log)
  }
}
