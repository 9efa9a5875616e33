/** `npm start`: everything a person needs to use Veridesk, on one port. */
import { appCommand, mediaHostCommand } from './programs.ts'
import { runSupervisor } from './supervisor/run.ts'
import { buildWebApps } from './web-build.ts'

await runSupervisor({ mediaHost: mediaHostCommand, app: appCommand, build: buildWebApps })
