import { readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

/** Processes whose working directory is `folder`: there, only the postmaster and its backends. */
const processesIn = (folder: string) =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readlinkSync(`/proc/${pid}/cwd`) === folder
      } catch {
        return false // gone meanwhile, or somebody else's
      }
    })
    .map(Number)

const signal = (pid: number, name: NodeJS.Signals) => {
  try {
    process.kill(pid, name)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

const postmasterOf = (folder: string) => {
  try {
    return Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0])
  } catch {
    return undefined
  }
}

/**
 * Stops whatever a crashed run left alive on the cluster in `folder`, orderly for 10 s and by force
 * after that, and removes its lock file: the number in it may belong to another program by now.
 * Only for who holds the lock of the data directory.
 */
export const stopLeftovers = async (folder: string): Promise<void> => {
  const real = realpathSync(folder)
  const postmaster = postmasterOf(real)
  const orderly = Date.now() + 10_000
  if (postmaster !== undefined && processesIn(real).includes(postmaster)) {
    signal(postmaster, 'SIGINT')
  }
  for (let alive = processesIn(real); alive.length > 0; alive = processesIn(real)) {
    // Backends without their postmaster end by themselves at once.
    if (Date.now() > orderly) for (const pid of alive) signal(pid, 'SIGKILL')
    if (Date.now() > orderly + 5_000) throw new Error(`Processes ${alive.join(', ')} hold ${real}.`)
    await delay(20)
  }
  rmSync(join(real, 'postmaster.pid'), { force: true })
}
