/** `npm run check`: one line for each check, details only of those that fail. */
import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'
import * as laws from './check/laws.ts'
import { readSources, type Violation } from './check/sources.ts'

interface Check {
  name: string
  /** Resolves to a remark on success, rejects with the details. */
  run: () => Promise<string>
}

const root = new URL('..', import.meta.url).pathname

const command = (name: string, file: string, ...args: string[]): Check => ({
  name,
  run: () =>
    new Promise((resolve, reject) => {
      const child = spawn(`${root}node_modules/.bin/${file}`, args, {
        cwd: root,
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      let output = ''
      child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
      child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
      child.once('error', reject)
      child.once('close', (code) =>
        code === 0 ? resolve('') : reject(new Error(output.trim() || `${file} ended with ${code}`)),
      )
    }),
})

const law = (name: string, find: () => Violation[], remark = () => ''): Check => ({
  name,
  run: () => {
    const found = find().map(({ path, line, message }) =>
      line === undefined ? `${path}: ${message}` : `${path}:${line}: ${message}`,
    )
    return found.length ? Promise.reject(new Error(found.join('\n'))) : Promise.resolve(remark())
  },
})

const { paths, sources } = readSources(root)
const projects = [
  'packages/contract',
  'packages/call-client',
  'server',
  'apps/console',
  'apps/customer',
  'apps/miniprogram',
  'apps/miniprogram/tests',
  'e2e',
  'bench',
  'scripts',
]

const checks: Check[] = [
  ...projects.map((project) => command(`types ${project}`, 'tsc', '--noEmit', '-p', project)),
  command('lint', 'oxlint', '--deny-warnings'),
  command('format', 'oxfmt', '--check'),
  command('dead code', 'knip', '--no-progress'),
  law(
    'law: file size',
    () => laws.fileSize(sources),
    () => `${sources.length} files, median ${laws.medianLines(sources)} lines`,
  ),
  law('law: names', () => laws.names(paths)),
  law('law: module folders', () => laws.moduleFolders(paths)),
  law('law: SQL in repositories', () => laws.sqlInRepositories(sources)),
  law('law: no foreign repository', () => laws.foreignRepositories(sources)),
  law('law: platform below modules', () => laws.platformBelowModules(sources)),
  law('law: contract alone', () => laws.contractAlone(sources)),
  law('law: customer page without zod', () => laws.customerWithoutZod(sources)),
]

let failures = 0
const waiting = [...checks]

const worker = async () => {
  for (let check = waiting.shift(); check; check = waiting.shift()) {
    const started = performance.now()
    try {
      const remark = await check.run()
      const seconds = ((performance.now() - started) / 1000).toFixed(1)
      console.log(`✓ ${check.name} (${[`${seconds} s`, remark].filter(Boolean).join(', ')})`)
    } catch (error) {
      failures += 1
      const details = error instanceof Error ? error.message : String(error)
      console.log(`✗ ${check.name}\n${details.replaceAll(/^/gm, '    ')}`)
    }
  }
}

await Promise.all(Array.from({ length: availableParallelism() }, worker))
if (failures > 0) {
  console.log(`${failures} of ${checks.length} checks failed.`)
  process.exitCode = 1
}
