/** `npm run soak <name>`: a large proof at its whole size; `npm test` runs the same bounded. */
import { runNamed } from './run-named.ts'
import { ensureSystemPackages, testPackages } from './system-packages.ts'
import { buildWebApps } from './web-build.ts'

process.exitCode = await runNamed('e2e/soak', process.argv.slice(2), async () => {
  ensureSystemPackages(testPackages)
  console.log(await buildWebApps())
})
