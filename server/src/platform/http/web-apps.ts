/** Serves the two built web apps: pages with a fresh style nonce, assets for ever. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { contentSecurityPolicy, newNonce } from './security.ts'

const folder = path.resolve(import.meta.dirname, '../../../../apps')
const placeholder = '__CSP_NONCE__'

async function pageOf(app: 'console' | 'customer'): Promise<string> {
  return readFile(path.join(folder, app, 'dist/index.html'), 'utf8').catch(
    () => '<!doctype html><title>Veridesk</title><p>The web apps are not built: run npm start.</p>',
  )
}

/** `/c` and below is the customer's page, everything else that is no file is the console. */
export async function serveWebApps(app: FastifyInstance): Promise<void> {
  const pages = { console: await pageOf('console'), customer: await pageOf('customer') }
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
    const page = path === '/c' || path.startsWith('/c/') ? pages.customer : pages.console
    return reply
      .header('content-security-policy', contentSecurityPolicy(nonce))
      .type('text/html; charset=utf-8')
      .send(page.replaceAll(placeholder, nonce))
  })
}
