/** `npm run bench <name> [-- --quick --json FILE]`: one measurement, its table printed. */
import { runCommand } from './run-command.ts'
import { benchPackages, ensureSystemPackages } from './system-packages.ts'
import { buildWebApps } from './web-build.ts'

const args = process.argv.slice(2)
if (args.length > 0) {
  ensureSystemPackages(benchPackages)
  console.log(await buildWebApps())
}
process.exitCode = await runCommand(['node', 'bench/run.ts', ...args])
