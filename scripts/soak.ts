/** `npm run soak <name>`: a large proof at its whole size, `scripts/soak/<name>/main.ts`; `npm test` runs it bounded. */
import { globSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { root, runCommand } from './run-command.ts'

const names = globSync('scripts/soak/*/main.ts', { cwd: root }).map((file) =>
  basename(dirname(file)),
)
const [name = '', ...args] = process.argv.slice(2)
if (names.includes(name)) {
  process.exitCode = await runCommand(['node', `scripts/soak/${name}/main.ts`, ...args])
} else {
  console.error(`Name a soak: ${names.join(', ')}.`)
  process.exitCode = 2
}
