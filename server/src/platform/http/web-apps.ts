/** Serves the two built web apps: pages with a fresh style nonce, assets for ever. */
import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { contentSecurityPolicy, newNonce } from './security.ts'

const ownFolder = path.resolve(import.meta.dirname, '../../../../apps')
const notBuilt =
  '<!doctype html><title>Veridesk</title><p>The web apps are not built: run npm start.</p>'

/** A page as it stands on the disk: a new build under a running server names new assets. */
function pageAt(file: string): () => Promise<string> {
  let page = notBuilt
  let changed: number | undefined
  return async () => {
    // Away for a moment while a build takes its place: then the last one.
    const found = await stat(file).catch(() => undefined)
    if (!found || found.mtimeMs === changed) return page
    page = await readFile(file, 'utf8')
    changed = found.mtimeMs
    return page
  }
}

/** Puts a word into a page where it says `__NAME__`. */
function fill(page: string, words: Readonly<Record<string, string>>): string {
  const escape = (word: string) => word.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
  return page.replace(/__([A-Z_]+?)__/g, (whole, name: string) => {
    const word = words[name]
    return word === undefined ? whole : escape(word)
  })
}

/**
 * `/c` and below is the customer's page, everything else that is no file is the console. `readWords` brings
 * what a page must know before it has a seat or session; without them it is served all the same.
 * `folder` holds both apps, each with its `dist`.
 */
export async function serveWebApps(
  app: FastifyInstance,
  readWords: () => Promise<Readonly<Record<string, string>>>,
  folder = ownFolder,
): Promise<void> {
  const page = (name: string) => pageAt(path.join(folder, name, 'dist/index.html'))
  const pages = { console: page('console'), customer: page('customer') }
  const assets = { maxAge: '1y', immutable: true, index: false, decorateReply: false } as const
  await app.register(fastifyStatic, {
    ...assets,
    root: path.join(folder, 'console/dist/assets'),
    prefix: '/assets/',
    cacheControl: true,
  })
  await app.register(fastifyStatic, {
    ...assets,
    root: path.join(folder, 'customer/dist/assets'),
    prefix: '/c/assets/',
    cacheControl: true,
  })
  for (const [name, prefix] of [
    ['console', '/'],
    ['customer', '/c/'],
  ] as const)
    for (const file of ['old-browser.js', 'favicon.svg'])
      app.get(`${prefix}${file}`, async (_request, reply) =>
        reply
          .type(file.endsWith('.js') ? 'text/javascript' : 'image/svg+xml')
          .send(await readFile(path.join(folder, name, 'dist', file)).catch(() => '')),
      )
  app.get('/*', async (request, reply) => {
    const path = request.url.split('?')[0] ?? '/'
    if (/^\/(api|ws|open-api|c\/assets|assets)(\/|$)/.test(path)) return reply.callNotFound()
    const nonce = newNonce()
    const isCustomer = path === '/c' || path.startsWith('/c/')
    const words = await readWords().catch((cause: unknown) => {
      request.log.error({ err: cause }, 'page words')
      return {}
    })
    const page = await (isCustomer ? pages.customer() : pages.console())
    return reply
      .header('content-security-policy', contentSecurityPolicy(nonce))
      .type('text/html; charset=utf-8')
      .send(fill(page, { ...words, CSP_NONCE: nonce }))
  })
}
