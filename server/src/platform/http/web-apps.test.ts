import { mkdir, mkdtemp, rename, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { serveWebApps } from './web-apps.ts'

let folder: string
let app: FastifyInstance
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'veridesk-apps-'))
})
afterEach(async () => {
  await app.close()
  await rm(folder, { recursive: true, force: true })
})

/** As a build does it: beside, then in place of the last one. */
async function build(name: 'console' | 'customer', words: string, at: Date): Promise<void> {
  const draft = path.join(folder, name, 'draft')
  const dist = path.join(folder, name, 'dist')
  await mkdir(path.join(draft, 'assets'), { recursive: true })
  await writeFile(path.join(draft, 'index.html'), `<p nonce="__CSP_NONCE__">${words}</p>`)
  await utimes(path.join(draft, 'index.html'), at, at)
  await writeFile(path.join(draft, 'assets', `${words}.js`), words)
  await rm(dist, { recursive: true, force: true })
  await rename(draft, dist)
}

const serve = async () => {
  app = Fastify()
  await serveWebApps(app, async () => ({}), folder)
}
const get = async (url: string) => (await app.inject({ url })).body

it('a build under a running server is served at once, page and assets', async () => {
  for (const name of ['console', 'customer'] as const) await build(name, 'first', new Date(1_000))
  await serve()
  expect(await get('/')).toMatch('first')
  expect(await get('/c/token')).toMatch('first')
  await build('customer', 'second', new Date(2_000))
  expect(await get('/')).toMatch('first')
  expect(await get('/c/token')).toMatch('second')
  expect(await get('/c/assets/second.js')).toBe('second')
})

it('while a build takes its place, the last page is served', async () => {
  for (const name of ['console', 'customer'] as const) await build(name, 'first', new Date(1_000))
  await serve()
  await get('/')
  await rm(path.join(folder, 'console/dist'), { recursive: true })
  expect(await get('/')).toMatch('first')
})

it('without a build it says so', async () => {
  await serve()
  expect(await get('/')).toMatch('not built')
})
