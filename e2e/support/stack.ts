/** The whole product as `npm start` runs it, on a data directory of its own. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { ownDatabase } from '../../scripts/supervisor/database.ts'

const root = path.resolve(import.meta.dirname, '../..')
const startWithin = 180_000

export interface Stack {
  readonly url: string
  readonly dataDir: string
  readonly password: string
  /** The process that runs this entry file now, or null. */
  pidOf(part: 'app' | 'media'): number | null
  /** Kills one part without warning. */
  kill(part: 'app' | 'media'): void
  untilReady(withinMs: number): Promise<void>
  /** Changes what no screen can: time that has passed, mostly. */
  sql(statement: string): Promise<void>
  /** Everything the supervisor and its children printed. */
  output(): string
  stop(): Promise<void>
}

const entries = { app: 'server/src/main.ts', media: 'server/src/media-host/main.ts' } as const

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (typeof address !== 'object' || !address) throw new Error('no free port')
  return address.port
}

/** Children of a process by /proc, so that no test kills another's. */
function childOf(parent: number, entry: string): number | null {
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
      const parentPid = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
      if (parentPid !== parent) continue
      if (readFileSync(`/proc/${name}/cmdline`, 'utf8').includes(entry)) return Number(name)
    } catch {
      // It ended while we looked.
    }
  }
  return null
}

async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const slow = setTimeout(() => child.kill('SIGKILL'), 25_000)
  await ended
  clearTimeout(slow)
}

/** Starts it and waits until it serves. */
export async function startStack(env: Record<string, string> = {}): Promise<Stack> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'veridesk-e2e-'))
  const password = 'demo-password-of-the-tests'
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const child = spawn(process.execPath, ['scripts/start.ts'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      DATABASE_URL: '',
      PORT: String(port),
      HOST: '127.0.0.1',
      DATA_DIR: dataDir,
      DEMO_PASSWORD: password,
      LOG_LEVEL: 'warn',
      ...env,
    },
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))

  const pidOf = (part: 'app' | 'media') => childOf(child.pid ?? -1, entries[part])
  async function untilReady(withinMs: number): Promise<void> {
    const deadline = Date.now() + withinMs
    for (;;) {
      const ready = await fetch(`${url}/readyz`).then(
        (response) => response.ok,
        () => false,
      )
      if (ready) return
      if (child.exitCode !== null || Date.now() > deadline)
        throw new Error(`not ready within ${withinMs} ms:\n${output}`)
      await delay(25)
    }
  }

  const stack: Stack = {
    url,
    dataDir,
    password,
    pidOf,
    kill(part) {
      const pid = pidOf(part)
      if (pid === null) throw new Error(`no process of ${part}`)
      process.kill(pid, 'SIGKILL')
    },
    untilReady,
    async sql(statement) {
      const databasePort = /PostgreSQL on 127\.0\.0\.1:(\d+)/.exec(output)?.[1]
      const client = new pg.Client({
        connectionString: ownDatabase(dataDir).url(Number(databasePort)),
      })
      await client.connect()
      await client.query(statement).finally(() => client.end())
    },
    output: () => output,
    async stop() {
      await stopProcess(child)
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
  try {
    await untilReady(startWithin)
  } catch (cause) {
    await stack.stop()
    throw cause
  }
  return stack
}
