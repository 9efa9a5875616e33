import { closeSync, existsSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundledBinaries } from '../postgres/binaries.ts'
import { generatePassword, startCluster } from '../postgres/cluster.ts'
import { rotate } from './log-file.ts'
import { keptSecret } from './secrets.ts'
import { exitOf, type Running } from './service.ts'

/** The major version that the packages bring; a cluster belongs to the one that made it. */
const postgresMajor = '18'

export interface OwnDatabase {
  /** Starts the server; on `port` again after it died. */
  start: (port?: number) => Promise<Running>
  /** The app's URL: the owner of database `veridesk`, not a superuser. */
  url: (port: number) => string
}

const checkVersion = (folder: string) => {
  const file = join(folder, 'PG_VERSION')
  const found = existsSync(file) ? readFileSync(file, 'utf8').trim() : postgresMajor
  if (found === postgresMajor) return
  throw new Error(
    `${folder} was made by PostgreSQL ${found}, this Veridesk brings ${postgresMajor}; see docs/operations.md, "Another PostgreSQL version".`,
  )
}

/** The PostgreSQL below the data directory. */
export const ownDatabase = (dataDir: string): OwnDatabase => {
  const folder = join(dataDir, 'postgres')
  const logFile = join(dataDir, 'postgres.log')
  const password = keptSecret(join(dataDir, 'database-password'), generatePassword)

  const start = async (port?: number): Promise<Running> => {
    checkVersion(folder)
    rotate(logFile)
    const log = openSync(logFile, 'a', 0o600)
    try {
      const cluster = await startCluster({
        binaries: bundledBinaries(),
        folder,
        // Nobody keeps it: the operator who needs a superuser opens pg_hba.conf.
        superuserPassword: generatePassword(),
        setUp: [
          `CREATE ROLE veridesk LOGIN PASSWORD '${password}';`,
          'CREATE DATABASE veridesk OWNER veridesk;',
        ],
        log,
        // Its details repeat what stands in the rows.
        settings: { log_error_verbosity: 'terse' },
        ...(port === undefined ? {} : { port }),
      })
      const { process: child, stop } = cluster
      return { pid: child.pid ?? 0, port: cluster.port, exited: exitOf(child), stop: () => stop() }
    } catch (cause) {
      const said = readFileSync(logFile, 'utf8').trim().split('\n').slice(-10).join('\n')
      const reason = cause instanceof Error ? cause.message : String(cause)
      throw new Error(`The database did not start: ${reason}\n${said}`.trim(), { cause })
    } finally {
      closeSync(log)
    }
  }
  return { start, url: (port) => `postgresql://veridesk:${password}@127.0.0.1:${port}/veridesk` }
}
