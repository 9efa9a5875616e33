import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

/**
 * Runs a command of node_modules/.bin (or `node`) in the repository, sharing our terminal. A SIGTERM to
 * us ends it too.
 * @returns its exit code, 1 where a signal ended it
 */
export const runCommand = async (
  command: string[],
  env: Record<string, string | undefined> = {},
): Promise<number> => {
  const [name = '', ...args] = command
  const child = spawn(name, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } })
  const pass = () => child.kill('SIGTERM')
  process.on('SIGTERM', pass)
  const [code] = (await once(child, 'exit')) as [number | null]
  process.off('SIGTERM', pass)
  if (child.signalCode === 'SIGTERM') process.exit(1)
  return code ?? 1
}
