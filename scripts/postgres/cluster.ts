import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { chown, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { postgresAccount, runAs } from './run-as.ts'
import { stopLeftovers } from './leftovers.ts'

export interface ClusterOptions {
  /** Folder of `initdb` and `postgres`. */
  binaries: string
  /** Folder of the cluster; made when missing. */
  folder: string
  /** Password of the superuser `postgres`, set when the cluster is made. */
  superuserPassword: string
  /** Statements run once in the new cluster, one line each, outside a transaction. */
  setUp?: string[]
  /** Server settings, over the cluster's own postgresql.conf. */
  settings?: Record<string, string>
  /** Where the server's own log goes: a file descriptor. */
  log?: number
  /** Loopback port; a free one when left out. */
  port?: number
}

export interface Cluster {
  /** Loopback port. */
  port: number
  process: ChildProcess
  /** Orderly stop (open transactions rolled back, a checkpoint written); kills after `deadline` ms. */
  stop: (deadline?: number) => Promise<void>
}

const run = (command: string[], input: string) => {
  const [file = '', ...args] = command
  const options = { cwd: '/', input, encoding: 'utf8' } as const
  const { status, stdout, stderr, error } = spawnSync(file, args, options)
  // Single-user mode says ERROR and goes on.
  if (status === 0 && !/^(ERROR|FATAL):|\bERROR: /m.test(stderr)) return
  throw new Error(`${command.join(' ')} failed:\n${error?.message ?? stdout + stderr}`)
}

/** Makes a cluster beside its final place and moves it there when whole, so that a crash leaves none half made. */
const create = async ({
  binaries,
  folder,
  superuserPassword,
  setUp,
  ...options
}: ClusterOptions) => {
  const account = postgresAccount(folder)
  const draft = `${folder}.new`
  const passwordFile = `${folder}.password`
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft, { recursive: true, mode: 0o700 })
  await writeFile(passwordFile, superuserPassword, { mode: 0o600 })
  await chown(draft, account.uid, account.gid)
  await chown(passwordFile, account.uid, account.gid)
  const prefix = runAs(account, [join(binaries, 'postgres'), draft])
  const sync = options.settings?.['fsync'] === 'off' ? ['--no-sync'] : []
  const initdb = [join(binaries, 'initdb'), '-D', draft, '-U', 'postgres', ...sync]
  const how = ['--auth=scram-sha-256', `--pwfile=${passwordFile}`]
  try {
    run([...prefix, ...initdb, ...how, '--encoding=UTF8', '--locale=C.UTF-8'], '')
    // Single-user mode: SQL before anybody can connect, and without a password.
    const single = [join(binaries, 'postgres'), '--single', '-D', draft, 'postgres']
    if (setUp?.length) run([...prefix, ...single], `${setUp.join('\n')}\n`)
  } finally {
    await rm(passwordFile)
  }
  await rename(draft, folder)
}

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

/** The status word that the postmaster keeps in the last line of its lock file: `starting`, `ready`, ... */
const postmasterStatus = (folder: string, pid: number | undefined) => {
  const file = join(folder, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const lines = readFileSync(file, 'utf8').split('\n')
  return Number(lines[0]) === pid ? lines[7]?.trim() : undefined
}

const ended = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null

/**
 * Starts the cluster in `folder` on a free loopback port, after stopping what an earlier, crashed run
 * may have left alive there. Resolves when it takes connections; rejects with what PostgreSQL said.
 */
export const startCluster = async (options: ClusterOptions): Promise<Cluster> => {
  const { binaries, folder } = options
  await mkdir(dirname(folder), { recursive: true })
  if (!existsSync(folder)) await create(options)
  await stopLeftovers(folder)
  const port = options.port ?? (await freePort())
  const settings: Record<string, string> = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    ...options.settings,
  }
  const prefix = runAs(postgresAccount(folder), [join(binaries, 'postgres'), folder])
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const [command = '', ...args] = [...prefix, join(binaries, 'postgres'), '-D', folder, ...flags]
  // Detached: Ctrl-C in a terminal reaches the supervisor, which stops its children in order.
  const child = spawn(command, args, {
    cwd: '/',
    detached: true,
    stdio: ['ignore', options.log ?? 'ignore', options.log ?? 'ignore'],
  })
  let spawnError: Error | undefined
  child.once('error', (error) => (spawnError = error))
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))

  const stop = async (deadline = 10_000) => {
    if (ended(child)) return
    child.kill('SIGINT')
    const timer = setTimeout(() => child.kill('SIGKILL'), deadline)
    await exited
    clearTimeout(timer)
  }
  const deadline = Date.now() + 30_000
  while (postmasterStatus(folder, child.pid) !== 'ready') {
    if (spawnError) throw spawnError
    if (ended(child)) throw new Error(`PostgreSQL did not start in ${folder}; see its log.`)
    if (Date.now() > deadline) {
      await stop()
      throw new Error(`PostgreSQL in ${folder} did not become ready within 30 s.`)
    }
    await delay(10)
  }
  return { port, process: child, stop }
}

/** A password for machines: URL-safe, 192 bits. */
export const generatePassword = () => randomBytes(24).toString('base64url')
