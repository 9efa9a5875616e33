/**
 * `npm run dev`: like `npm start`, but the app starts anew when the server's code changes, and vite
 * serves the web pages from source on ports of their own.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { appCommand, mediaHostCommand } from './programs.ts'
import { root } from './run-command.ts'
import { runSupervisor } from './supervisor/run.ts'
import { buildWebApps } from './web-build.ts'

const port = process.env['PORT'] || '8080'
const pages = [
  { app: 'console', port: 5173, path: '/' },
  { app: 'customer', port: 5174, path: '/c/' },
]

const vites = pages.map((page) =>
  spawn('vite', ['--port', String(page.port), '--strictPort', '--logLevel', 'warn'], {
    cwd: join(root, 'apps', page.app),
    stdio: 'inherit',
    env: { ...process.env, PORT: port, VERIDESK_SERVER: `http://127.0.0.1:${port}` },
  }),
)
for (const page of pages) {
  console.log(`pages      ${page.app} from source: http://localhost:${page.port}${page.path}`)
}
const watched = ['server/src', 'packages/contract/src'].map(
  (path) => `--watch-path=${join(root, path)}`,
)
await runSupervisor({
  mediaHost: mediaHostCommand,
  app: [...watched, '--watch-preserve-output', ...appCommand],
  build: buildWebApps,
})
for (const vite of vites) vite.kill()
