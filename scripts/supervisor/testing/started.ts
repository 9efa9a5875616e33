import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, readdirSync } from 'node:fs'

export interface Started {
  process: ChildProcess
  /** Everything printed so far. */
  output: () => string
  /** Resolves with what `pattern` matched once it was printed; rejects when the process ends before. */
  printed: (pattern: RegExp) => Promise<RegExpExecArray>
  /** Resolves to the exit code or the signal. */
  exited: Promise<number | NodeJS.Signals>
}

/** Runs a command as a child of its own, its output collected. */
export const startProcess = (
  command: string,
  args: string[],
  env: Record<string, string | undefined>,
  options: { cwd?: string; detached?: boolean } = {},
): Started => {
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
    ...options,
  })
  let output = ''
  const listeners = new Set<() => void>()
  const collect = (chunk: Buffer) => {
    output += chunk.toString()
    for (const listener of listeners) listener()
  }
  child.stdout.on('data', collect)
  child.stderr.on('data', collect)
  const exited = once(child, 'exit').then(
    ([code, signal]: unknown[]) => (code ?? signal) as number | NodeJS.Signals,
  )
  const printed = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const look = () => {
        const match = pattern.exec(output)
        if (!match) return
        listeners.delete(look)
        resolve(match)
      }
      listeners.add(look)
      look()
      void exited.then((how) =>
        reject(new Error(`ended (${how}) before it printed ${pattern}:\n${output}`)),
      )
    })
  return { process: child, output: () => output, printed, exited }
}

/** Ids of the living processes whose parent is `pid`, and theirs. */
export const descendants = (pid: number): number[] => {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name): [number, number][] => {
      try {
        const [state, parent] = readFileSync(`/proc/${name}/stat`, 'utf8')
          .split(') ')[1]!
          .split(' ')
        return state === 'Z' ? [] : [[Number(name), Number(parent)]]
      } catch {
        return [] // gone meanwhile
      }
    })
  const below = (id: number): number[] =>
    parents.filter(([, parent]) => parent === id).flatMap(([child]) => [child, ...below(child)])
  return below(pid)
}

/** Those of `pids` whose command line holds `text`. */
export const withCommand = (pids: number[], text: string): number[] =>
  alive(pids).filter((pid) => ofProcess(pid, 'cmdline').includes(text))

/** Those of `pids` that still live. */
export const alive = (pids: number[]): number[] =>
  pids.filter((pid) => {
    const stat = ofProcess(pid, 'stat')
    return stat !== '' && !stat.includes(') Z ')
  })

/** A file of the kernel about a process; empty once it is gone, which may be between two looks. */
const ofProcess = (pid: number, name: 'cmdline' | 'stat'): string => {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8')
  } catch {
    return ''
  }
}
