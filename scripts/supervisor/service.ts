import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

/** A started child. */
export interface Running {
  pid: number
  /** Loopback or public TCP port it serves on. */
  port: number
  setupPath?: string
  /** Resolves when it has ended, to how: `exit code 1`, `SIGKILL`. */
  exited: Promise<string>
  /** Orderly stop; kills when the child's deadline passes. */
  stop: () => Promise<void>
}

export interface NodeService {
  name: string
  /** What Node is to run: the absolute path of a TypeScript file, options before it. */
  command: string[]
  env: Record<string, string | undefined>
  /** Takes every line it prints but the announcement. */
  print: (line: string) => void
  /** Milliseconds until it must have printed its port. */
  startDeadline: number
  /** Milliseconds from SIGTERM to SIGKILL. */
  stopDeadline: number
}

/** How a child ended, once it has. */
export const exitOf = async (child: ChildProcess): Promise<string> => {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  return child.signalCode ?? `exit code ${child.exitCode}`
}

/** The one line of JSON by which a child says that it serves. */
interface Announcement {
  listening: number
  /** Path of the page where the first administrator is made. */
  setupPath?: string
}

const announcementIn = (line: string): Announcement | undefined =>
  line.startsWith('{"listening":') ? (JSON.parse(line) as Announcement) : undefined

/**
 * Starts a Node child and resolves when it has printed `{"listening":PORT}`; its other lines go to
 * `print`. The child notices our death by the end of its standard input (SUPERVISED=1).
 */
export const startNodeService = async (
  { name, command, env, print, startDeadline, stopDeadline }: NodeService,
  signal: AbortSignal,
): Promise<Running> => {
  signal.throwIfAborted()
  // Detached: Ctrl-C in a terminal reaches the supervisor alone, which stops its children in order.
  const child = spawn(process.execPath, command, {
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...env, SUPERVISED: '1' },
  })
  child.stdin.on('error', () => undefined) // it died; `exited` tells
  const exited = exitOf(child)
  const stop = async () => {
    child.kill('SIGTERM')
    const timer = setTimeout(() => child.kill('SIGKILL'), stopDeadline)
    await exited
    clearTimeout(timer)
  }
  const limit = AbortSignal.any([signal, AbortSignal.timeout(startDeadline)])
  const outcome = await new Promise<Announcement | string>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const announcement = announcementIn(line)
      if (announcement) resolve(announcement)
      else print(line)
    })
    createInterface({ input: child.stderr }).on('line', print)
    child.once('error', (error) => resolve(error.message))
    void exited.then((how) => resolve(`it ended with ${how}`))
    limit.addEventListener('abort', () =>
      resolve(signal.aborted ? 'stopped' : `not ready within ${startDeadline / 1000} s`),
    )
  })
  if (typeof outcome !== 'string') {
    const { listening: port, ...more } = outcome
    return { ...more, port, pid: child.pid ?? 0, exited, stop }
  }
  await stop()
  throw new Error(`The ${name} did not start: ${outcome}.`)
}
