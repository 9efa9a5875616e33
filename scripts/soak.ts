/** `npm run soak <name>`: a large proof at its whole size, `e2e/soak/<name>.ts`; `npm test` runs it bounded. */
import { globSync } from 'node:fs'
import { basename } from 'node:path'
import { root, runCommand } from './run-command.ts'
import { ensureSystemPackages, testPackages } from './system-packages.ts'
import { buildWebApps } from './web-build.ts'

const names = globSync('e2e/soak/*.ts', { cwd: root }).map((file) => basename(file, '.ts'))
const [name = '', ...args] = process.argv.slice(2)
if (names.includes(name)) {
  ensureSystemPackages(testPackages)
  console.log(await buildWebApps())
  process.exitCode = await runCommand(['node', `e2e/soak/${name}.ts`, ...args])
} else {
  console.error(`Name a soak: ${names.join(', ') || 'there are none yet'}.`)
  process.exitCode = 2
}
