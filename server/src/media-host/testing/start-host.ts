import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { MediaHostClient } from '../../platform/media/media-host-client.ts'

/** With the flag that the supervisor gives it too. */
const program = new URL('../main.ts', import.meta.url).pathname
export const TEST_SECRET = 'a-secret-of-the-tests-only'

export interface RunningHost {
  process: ChildProcess
  url: string
  /** Resolves with the exit code, or the signal that ended it. */
  exited: Promise<number | string>
  /** What it wrote on stderr so far. */
  log: () => string
  connect: () => Promise<MediaHostClient>
  stop: () => Promise<void>
}

/** A media host as a process of its own, on loopback. */
export async function startHost(env: Record<string, string>): Promise<RunningHost> {
  const child = spawn(process.execPath, ['--v8-pool-size=0', program], {
    env: {
      PATH: process.env['PATH'] ?? '',
      MEDIA_SECRET: TEST_SECRET,
      MEDIA_BIND: '127.0.0.1',
      RTP_PORTS: '40000-44999',
      ...env,
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let log = ''
  child.stderr.on('data', (data: Buffer) => (log += data.toString()))
  const exited = once(child, 'exit').then(([code, signal]) => (code ?? signal) as number | string)
  const first = once(createInterface(child.stdout), 'line').then(([line]) => line as string)
  const line = await Promise.race([
    first,
    exited.then((code) => Promise.reject(new Error(`${code}: ${log}`))),
  ])
  const url = `http://127.0.0.1:${(JSON.parse(line) as { listening: number }).listening}`
  const clients: MediaHostClient[] = []
  return {
    process: child,
    url,
    exited,
    log: () => log,
    connect: async () => {
      const client = new MediaHostClient({ url, secret: TEST_SECRET })
      clients.push(client)
      await client.whenConnected()
      return client
    },
    stop: async () => {
      for (const client of clients) client.close()
      child.kill('SIGTERM')
      await exited
    },
  }
}

/** Poll until something holds. @throws Error naming it when it never does. */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  deadlineMs = 5000,
): Promise<void> {
  const end = performance.now() + deadlineMs
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`not within ${deadlineMs} ms: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
