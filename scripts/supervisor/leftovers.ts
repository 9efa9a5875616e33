import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'

/** Children of a supervisor on this data directory, known by the environment it gave them. */
const childrenOn = (dataDir: string): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const environment = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0')
        return environment.includes('SUPERVISED=1') && environment.includes(`DATA_DIR=${dataDir}`)
      } catch {
        return false // gone meanwhile, or somebody else's
      }
    })
    .map(Number)

/**
 * Waits for the app and media host of a supervisor that was killed: they are closing their files and
 * still hold their ports. Kills them after 10 s. Only for who holds the lock of the data directory.
 */
export const outliveLeftovers = async (dataDir: string): Promise<void> => {
  const deadline = Date.now() + 10_000
  for (let left = childrenOn(dataDir); left.length > 0; left = childrenOn(dataDir)) {
    if (Date.now() > deadline) for (const pid of left) process.kill(pid, 'SIGKILL')
    await delay(50)
  }
}
