/** `npm start` with a real PostgreSQL and stand-ins for the media host and the app. */
import { fileURLToPath } from 'node:url'
import { runSupervisor } from '../run.ts'

const beside = (name: string) => fileURLToPath(new URL(name, import.meta.url))

await runSupervisor({
  mediaHost: [beside('fake-media-host.ts')],
  app: [beside('fake-app.ts')],
  build: () => Promise.resolve('nothing to build'),
})
