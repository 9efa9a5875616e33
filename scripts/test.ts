/** `npm test`: everything that must be green, in the order of how soon it tells. */
import { systemBinaries } from './postgres/binaries.ts'
import { runCommand } from './run-command.ts'
import { ensureSystemPackages, testPackages } from './system-packages.ts'
import { buildWebApps } from './web-build.ts'

const vitest = (project: string, ...args: string[]) => [
  'vitest',
  'run',
  '--project',
  project,
  ...args,
]

/** Where what PostgreSQL does decides: locks, races, sorting, plans, triggers. */
const dependOnPostgres = [
  'routing',
  'calls',
  'agents',
  'work-orders',
  'audit',
  'exports',
  'groups',
].map((module) => `server/src/modules/${module}/`)

const results: { step: string; ok: boolean; seconds: number }[] = []
const step = async (name: string, run: () => Promise<number>) => {
  console.log(`\n── ${name}`)
  const started = performance.now()
  const ok = (await run()) === 0
  results.push({ step: name, ok, seconds: Math.round((performance.now() - started) / 1000) })
}

ensureSystemPackages(testPackages)
await step('check', () => runCommand(['node', 'scripts/check.ts']))
await step('unit', () => runCommand(vitest('unit')))
await step('integration', () => runCommand(vitest('integration')))
// The oldest PostgreSQL we promise to run on, where Debian's is at hand.
if (!process.env['DATABASE_URL'] && systemBinaries(15)) {
  await step('integration on PostgreSQL 15', () =>
    runCommand(vitest('integration', ...dependOnPostgres), { TEST_POSTGRES: '15' }),
  )
}
console.log(await buildWebApps())
await step('screens', () => runCommand(vitest('screens')))
await step('end to end', () => runCommand(vitest('e2e')))

console.log()
for (const { step: name, ok, seconds } of results) {
  console.log(`${ok ? '✓' : '✗'} ${name} (${seconds} s)`)
}
if (results.some(({ ok }) => !ok)) process.exitCode = 1
