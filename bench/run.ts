/** `node bench/run.ts <name> [--quick] [--json FILE]`: runs one bench, prints its table. */
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { BenchOptions, BenchResult } from './result.ts'
import { report } from './table.ts'

const folder = new URL('.', import.meta.url)
const mainOf = (name: string): URL => new URL(`${name}/main.ts`, folder)

const names = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(mainOf(entry.name)))
  .map(({ name }) => name)

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean', default: false }, json: { type: 'string' } },
})
const [name = ''] = positionals

if (!names.includes(name)) {
  console.error(`${name ? `There is no bench "${name}"` : 'Name a bench'}: ${names.join(', ')}.`)
  process.exitCode = 2
} else {
  const { run } = (await import(mainOf(name).href)) as {
    run: (options: BenchOptions) => Promise<BenchResult>
  }
  const result = await run({ quick: values.quick })
  console.log(report(result))
  if (values.json) {
    const { rows, aims } = result
    writeFileSync(values.json, `${JSON.stringify({ name, rows, aims }, null, 2)}\n`)
  }
  // Whatever a bench left open must not keep the shell waiting.
  process.exit()
}
