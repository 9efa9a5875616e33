/** The supervisor: PostgreSQL, one media host and the app, in this order; stopped in the opposite one. */
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { forTerminal } from './child-line.ts'
import { ownDatabase } from './database.ts'
import { keepRunning } from './keep-running.ts'
import { outliveLeftovers } from './leftovers.ts'
import { lockDataDir } from './lock.ts'
import { openLog } from './log-file.ts'
import { type NodeService, startNodeService } from './service.ts'
import {
  checkAddress,
  checkSettings,
  completeEnvironment,
  type Environment,
  keptDemoPassword,
  openDataDir,
} from './settings.ts'

/** What it runs, each as Node's arguments; tests put stand-ins here. */
export interface Programs {
  mediaHost: string[]
  app: string[]
  /** Makes the web pages; resolves to a remark. */
  build: (signal: AbortSignal) => Promise<string>
}

export interface Serving {
  /** As asked for by HOST, and the port really taken. */
  host: string
  port: number
  /** Where the first administrator is made, while there is none. */
  setupPath: string | undefined
  /** The folder of the children's logs. */
  logs: string
  /** Undefined without demo data. */
  demoPassword: string | undefined
}

const readyWithin = 60_000

/** @returns what /readyz last said where that was never 200 */
const untilReady = async (address: string, signal: AbortSignal): Promise<string | undefined> => {
  const deadline = Date.now() + readyWithin
  for (;;) {
    const last = await fetch(`${address}/readyz`, { signal }).then(
      async (response) => (response.ok ? undefined : await response.text()),
      () => 'no answer',
    )
    if (last === undefined || Date.now() > deadline) return last
    await delay(50, undefined, { signal })
  }
}

/** How we reach the app ourselves. */
export const localAddress = (host: string, port: number) =>
  `http://${['0.0.0.0', '::'].includes(host) ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host}:${port}`

/**
 * Starts everything, says so line by line, calls `serving` once the app is ready, and runs until
 * `signal` aborts; then stops every child in order. Rejects with a sentence when the start fails,
 * having stopped what had started.
 */
export const supervise = async (
  given: Environment,
  programs: Programs,
  signal: AbortSignal,
  serving: (serving: Serving) => void,
): Promise<void> => {
  const started = performance.now()
  const say = (step: string, text: string) => {
    if (!signal.aborted) console.log(`${step.padEnd(10)} ${text}`)
  }
  await using held = new AsyncDisposableStack()
  const dataDir = openDataDir(given)
  const lock = await lockDataDir(dataDir)
  held.defer(() => void lock.close())
  await outliveLeftovers(dataDir)
  const env = completeEnvironment(given, dataDir)
  const config = checkSettings(env)
  const demoPassword = config.demo ? keptDemoPassword(dataDir, config.demoPassword) : undefined
  await checkAddress(config)

  say('build', await programs.build(signal))
  signal.throwIfAborted()

  let databaseUrl = env['DATABASE_URL']
  if (!databaseUrl) {
    const own = ownDatabase(dataDir)
    let port: number | undefined
    const start = async () => {
      const running = await own.start(port)
      port = running.port
      return running
    }
    const kept = await keepRunning('PostgreSQL', start, (text) => say('database', text))
    held.defer(() => kept.stop())
    databaseUrl = own.url(kept.current().port)
    say('database', `PostgreSQL on 127.0.0.1:${kept.current().port}`)
  } else say('database', `the one at ${new URL(databaseUrl).host}`)
  signal.throwIfAborted()

  const logs = join(dataDir, 'logs')
  /** All of it into the file, what an operator must see to the terminal too. */
  const printer = (step: string, name: string) => {
    const write = openLog(join(logs, `${name}.log`))
    return (line: string) => {
      write(line)
      const shown = forTerminal(line)
      if (shown !== undefined) console.log(shown === line ? line : `${step.padEnd(10)} ${shown}`)
    }
  }

  const keepNode = async (
    step: string,
    { portVariable, ...given }: Omit<NodeService, 'print'> & { portVariable: string },
  ) => {
    const service = { ...given, print: printer(step, given.name.replace(' ', '-')) }
    const env = { ...service.env }
    const start = async (stopping: AbortSignal) => {
      const either = AbortSignal.any([signal, stopping])
      const running = await startNodeService({ ...service, env }, either)
      // Started again, it must be found where it was.
      env[portVariable] = String(running.port)
      return running
    }
    const kept = await keepRunning(service.name, start, (text) => say(step, text))
    held.defer(() => kept.stop())
    return kept
  }

  let mediaHosts = env['MEDIA_HOSTS']
  if (!mediaHosts) {
    const service = {
      name: 'media host',
      command: programs.mediaHost,
      env: { ...env, MEDIA_PORT: '0' },
      portVariable: 'MEDIA_PORT',
      startDeadline: 20_000,
      stopDeadline: 10_000,
    }
    const kept = await keepNode('media', service)
    mediaHosts = `ws://127.0.0.1:${kept.current().port}`
  }
  say('media', mediaHosts)

  const service = {
    name: 'app',
    command: programs.app,
    env: {
      ...env,
      DATABASE_URL: databaseUrl,
      MEDIA_HOSTS: mediaHosts,
      DEMO_PASSWORD: demoPassword,
    },
    portVariable: 'PORT',
    // Migrations of a large database run in here.
    startDeadline: 600_000,
    stopDeadline: 10_000,
  }
  const app = await keepNode('app', service)
  const { port, setupPath } = app.current()
  const lacking = await untilReady(localAddress(config.host, port), signal)
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  // It goes on trying: a media host elsewhere may come up later.
  say('app', lacking ? `not ready yet: ${lacking}` : `ready after ${seconds} s in all`)
  serving({ host: config.host, port, setupPath, logs, demoPassword })
  if (!signal.aborted) await once(signal, 'abort')
}
