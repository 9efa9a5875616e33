/** What the customer's page loads before the call, in gzipped JavaScript: under 60 KB (issue 2, "Shown by"). */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { build } from 'vite'

const root = import.meta.dirname
const limit = 60 * 1024

interface Chunk {
  readonly file: string
  readonly imports?: readonly string[]
  readonly dynamicImports?: readonly string[]
}

let folder: string
let manifest: Record<string, Chunk>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'veridesk-weight-'))
  await build({
    root,
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: true, manifest: true },
  })
  manifest = JSON.parse(await readFile(join(folder, '.vite/manifest.json'), 'utf8')) as never
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Gzipped bytes of a chunk and everything it needs; with `later`, also of what it loads later. */
async function weigh(entry: string, later: boolean): Promise<number> {
  const names = new Set<string>()
  const visit = (name: string): void => {
    const chunk = manifest[name]
    if (!chunk || names.has(name)) return
    names.add(name)
    chunk.imports?.forEach(visit)
    if (later) chunk.dynamicImports?.forEach(visit)
  }
  visit(entry)
  const files = ['old-browser.js', ...[...names].map((name) => manifest[name]?.file ?? '')]
  const sizes = files
    .filter((file) => file.endsWith('.js'))
    .map(async (file) => gzipSync(await readFile(join(folder, file))).length)
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}

test('the first page and, with it, everything up to the call stay light', async () => {
  const first = await weigh('index.html', false)
  const all = await weigh('index.html', true)
  expect(first).toBeGreaterThan(0)
  expect(all).toBeGreaterThan(first)
  expect(first, 'bytes of the first page').toBeLessThan(limit / 2)
  expect(all, 'bytes up to the call').toBeLessThan(limit)
})

test('no zod comes along', async () => {
  const scripts = Object.values(manifest).filter(({ file }) => file.endsWith('.js'))
  const contents = scripts.map(({ file }) => readFile(join(folder, file), 'utf8'))
  expect((await Promise.all(contents)).join('\n')).not.toMatch(/zod/i)
})
