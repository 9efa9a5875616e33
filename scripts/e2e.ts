/** `npm run e2e [-- pattern]`: the tests in a real browser against a real server. */
import { runCommand } from './run-command.ts'
import { ensureSystemPackages, testPackages } from './system-packages.ts'
import { buildWebApps } from './web-build.ts'

ensureSystemPackages(testPackages)
console.log(await buildWebApps())
const patterns = process.argv.slice(2)
process.exitCode = await runCommand([
  'vitest',
  'run',
  '--project',
  'screens',
  '--project',
  'e2e',
  ...patterns,
])
