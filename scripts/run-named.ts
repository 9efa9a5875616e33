import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { root, runCommand } from './run-command.ts'

/**
 * Runs `<folder>/<name>.ts` with the other arguments; without a name that exists, lists those there are.
 * @returns the exit code, 2 for a wrong name
 */
export const runNamed = async (
  folder: string,
  [name = '', ...args]: string[],
  prepare: () => Promise<void>,
): Promise<number> => {
  const files = existsSync(join(root, folder)) ? readdirSync(join(root, folder)) : []
  const names = files.filter((file) => /^[a-z-]+\.ts$/.test(file)).map((file) => file.slice(0, -3))
  if (!names.includes(name)) {
    console.error(
      `${name ? `There is no "${name}" in ${folder}/` : 'Name one'}: ${names.join(', ') || 'there are none yet'}.`,
    )
    return 2
  }
  await prepare()
  return runCommand(['node', join(folder, `${name}.ts`), ...args])
}
