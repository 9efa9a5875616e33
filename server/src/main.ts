/** The app process. Prints one JSON line once it serves: `listening`, and `setupPath` where the first administrator is still to be made. */
import { createApp } from './app.ts'
import { ConfigError } from './config/config-error.ts'
import { readConfig, type Config } from './config/config.ts'
import { createContext } from './create-context.ts'
import { seedDemo } from './demo/seed.ts'
import { ensureFirstAdministrator } from './modules/accounts/first-administrator.ts'

function configOrExit(): Config {
  try {
    return readConfig(process.env)
  } catch (cause) {
    if (!(cause instanceof ConfigError)) throw cause
    console.error(cause.message)
    process.exit(78)
  }
}

const config = configOrExit()
const { ctx, pool, close } = await createContext(config)
if (config.demo) await seedDemo(ctx)
const setupPath = config.demo ? null : await ensureFirstAdministrator(ctx)
const app = await createApp(ctx, pool)
const port = await app.listen(config.port, config.host)
console.log(JSON.stringify({ listening: port, ...(setupPath ? { setupPath } : {}) }))

let stopping = false
async function stop(): Promise<void> {
  if (stopping) return
  stopping = true
  // Whatever hangs must not keep the process: everything that matters is in PostgreSQL.
  setTimeout(() => process.exit(0), 5_000).unref()
  await app.close()
  await close()
  process.exit(0)
}
process.on('SIGTERM', stop)
process.on('SIGINT', stop)
if (config.supervised) process.stdin.on('end', stop).on('error', stop).resume()
