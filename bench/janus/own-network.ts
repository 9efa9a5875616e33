/**
 * A network of the bench's own. Janus skips loopback interfaces, and nothing measured here may touch a
 * real network: so a bench moves into namespaces with `lo` and one veth pair whose address reaches
 * nothing outside. The namespaces end with the process, and everything started in them with it.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { setPriority } from 'node:os'

/** The one address of that network besides 127.0.0.1. */
export const benchAddress = '10.213.0.1'

const unshare = ['--net', '--pid', '--fork', '--kill-child=KILL', '--mount-proc', '--']

/** Whether this process may make such a network: as root with `unshare` and `ip`. */
export const canOwnNetwork = (): boolean =>
  ['/usr/sbin/ip', '/sbin/ip'].some(existsSync) &&
  spawnSync('unshare', [...unshare, 'true'], { stdio: 'ignore' }).status === 0

/**
 * Runs a module of the bench inside and resolves to what it passed to `finish`.
 * @param entry absolute path of the TypeScript file
 * @param input JSON, its `process.argv[2]`
 */
export const runInOwnNetwork = (entry: string, input: unknown): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const child = spawn('unshare', [...unshare, process.execPath, entry, JSON.stringify(input)], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      // A session of its own is what `comeFirst` acts on.
      detached: true,
    })
    let result: unknown
    child.once('message', (message) => (result = message))
    child.once('error', reject)
    child.once('exit', (code, signal) =>
      code === 0 ? resolve(result) : reject(new Error(`${entry} ended with ${signal ?? code}`)),
    )
  })

/** In the module that runs inside: brings the interfaces up, and goes before the machine's other work. */
export const bringUpNetwork = (): void => {
  // Whoever asked is gone: so is everything in here, with this process.
  process.once('disconnect', () => process.exit(1))
  comeFirst()
  for (const command of [
    'link set lo up',
    'link add bench0 type veth peer name bench1',
    `address add ${benchAddress}/24 dev bench0`,
    'link set bench0 up',
    'link set bench1 up',
  ]) {
    const { status, stderr } = spawnSync('ip', command.split(' '), { encoding: 'utf8' })
    if (status !== 0) throw new Error(`ip ${command}: ${stderr}`)
  }
}

/** Where the kernel groups processes by session, only the group's priority counts against other sessions. */
const comeFirst = (): void => {
  setPriority(-15)
  const group = '/proc/self/autogroup'
  if (existsSync(group)) writeFileSync(group, '-15')
}

/** In the module that runs inside: hands over the result and ends the process. */
export const finish = (result: unknown): void => {
  process.send?.(result, () => process.exit(0))
}
