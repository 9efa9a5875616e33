/** `npm start`: everything a person needs to use Veridesk, on one port. */
import { fileURLToPath } from 'node:url'
import { runSupervisor } from './supervisor/run.ts'
import { buildWebApps } from './web-build.ts'

const server = (name: string) => fileURLToPath(new URL(`../server/src/${name}`, import.meta.url))

await runSupervisor({
  mediaHost: server('media-host/main.ts'),
  app: server('main.ts'),
  build: buildWebApps,
})
