/** `npm run bench <name> [-- --quick --json FILE]`: one measurement, its table printed. */
import { runNamed } from './run-named.ts'
import { benchPackages, ensureSystemPackages } from './system-packages.ts'
import { buildWebApps } from './web-build.ts'

process.exitCode = await runNamed('bench', process.argv.slice(2), async () => {
  ensureSystemPackages(benchPackages)
  console.log(await buildWebApps())
})
