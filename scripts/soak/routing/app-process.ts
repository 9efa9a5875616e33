/** One app process that can be killed without warning and started again at its address. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import { appCommand, mediaHostCommand } from '../../programs.ts'

export interface AppProcess {
  /** `http://127.0.0.1:<port>` */
  readonly url: string
  /** kill -9, and at once a new process; resolves when that one is ready, with how long it took. */
  dieAndReturn(): Promise<{ readyAfterMs: number }>
  stop(): Promise<void>
}

/** An app is only ready with one, though no call here has media. Resolves with its address and how to stop it. */
export async function startMediaHost(
  env: Record<string, string | undefined>,
): Promise<{ url: string; stop(): Promise<void> }> {
  const child = spawn(process.execPath, mediaHostCommand, {
    env: { ...env, MEDIA_PORT: '0', SUPERVISED: '1' },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  const failed = exited.then(() => Promise.reject(new Error('the media host did not start')))
  const line = once(createInterface({ input: child.stdout }), 'line')
  const [said] = (await Promise.race([line, failed])) as [string]
  failed.catch(() => undefined)
  const { listening } = JSON.parse(said) as { listening: number }
  return {
    url: `ws://127.0.0.1:${listening}`,
    async stop() {
      child.kill('SIGTERM')
      await exited
    },
  }
}

const readyWithin = 60_000

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (typeof address !== 'object' || !address) throw new Error('no free port')
  return address.port
}

/** Starts it; resolves once it is ready. It ends with us, as it watches its standard input. */
export async function startAppProcess(
  env: Record<string, string | undefined>,
): Promise<AppProcess> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  let child: ChildProcess

  async function start(): Promise<void> {
    child = spawn(process.execPath, appCommand, {
      env: { ...env, PORT: String(port), HOST: '127.0.0.1', SUPERVISED: '1' },
      stdio: ['pipe', 'ignore', 'inherit'],
    })
    const deadline = performance.now() + readyWithin
    for (;;) {
      const ready = await fetch(`${url}/readyz`).then(
        (response) => response.ok,
        () => false,
      )
      if (ready) return
      if (child.exitCode !== null) throw new Error('the app did not start')
      if (performance.now() > deadline) throw new Error('the app is not ready')
      await delay(25)
    }
  }

  async function end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return
    const exited = once(child, 'exit')
    child.kill(signal)
    await exited
  }

  await start()
  return {
    url,
    async dieAndReturn() {
      await end('SIGKILL')
      const began = performance.now()
      await start()
      return { readyAfterMs: performance.now() - began }
    },
    stop: () => end('SIGTERM'),
  }
}
