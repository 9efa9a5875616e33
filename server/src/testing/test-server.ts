/** A whole app on a real database of its own, for integration tests; media and carrier are in-memory. */
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createApp, type App } from '../app.ts'
import type { Config } from '../config/config.ts'
import { simulatedSms } from '../config/sms.ts'
import type { AppContext } from '../context.ts'
import { createContext, type ContextParts } from '../create-context.ts'
import { createAccount } from '../modules/accounts/create.ts'
import { createSimulator } from '../modules/sms/simulator.ts'
import { createFakeMedia } from './fake-media.ts'
import { TestClient } from './test-client.ts'
import { createTestDatabase } from './test-database.ts'

export interface TestServer {
  readonly app: App
  readonly ctx: AppContext
  /** A new browser. */
  client(): TestClient
  /** Adds an account; its password is `testPassword`. */
  addAccount(username: string, role: 'agent' | 'admin'): Promise<string>
  /** A browser signed in as that account. */
  signedIn(username: string): Promise<TestClient>
  /** Another app process' worth of server on the same database. */
  another(parts?: ContextParts): Promise<TestServer>
  close(): Promise<void>
}

export const testPassword = 'correct horse battery'

const testConfig = (databaseUrl: string, dataDir: string): Config => ({
  port: 0,
  host: '127.0.0.1',
  dataDir,
  databaseUrl,
  mediaHosts: ['ws://media.test'],
  mediaSecret: 'a secret of the tests',
  publicUrl: null,
  secretKey: randomBytes(32),
  trustProxy: null,
  turn: { urls: [], secret: null },
  timeZone: 'Asia/Shanghai',
  metricsToken: null,
  demo: false,
  demoPassword: null,
  adminPassword: null,
  supervised: false,
  sms: simulatedSms,
  wechat: null,
  logLevel: 'silent',
})

async function startServer(
  config: Config,
  parts: ContextParts,
  onClose: () => Promise<void>,
): Promise<TestServer> {
  const { ctx, pool, close } = await createContext(config, {
    media: createFakeMedia(),
    // No test expects a report that it did not bring about.
    sms: createSimulator([3_600]),
    ...parts,
  })
  const app = await createApp(ctx, pool)
  await app.http.ready()
  const client = () => new TestClient(app.http)
  return {
    app,
    ctx,
    client,
    addAccount: (username, role) =>
      ctx.db.transaction().execute((tx) =>
        createAccount(tx, {
          username,
          name: `name of ${username}`,
          password: testPassword,
          role,
        }),
      ),
    async signedIn(username) {
      const browser = client()
      await browser.call('POST /api/sessions', { body: { username, password: testPassword } })
      return browser
    },
    another: (more = {}) => startServer(config, more, async () => undefined),
    async close() {
      await app.close()
      await close()
      await onClose()
    },
  }
}

/** Starts a server; close it in afterAll. `settings` differ from those that tests have. */
export async function createTestServer(
  parts: ContextParts = {},
  settings: Partial<Config> = {},
): Promise<TestServer> {
  const [database, dataDir] = await Promise.all([
    createTestDatabase(),
    mkdtemp(path.join(tmpdir(), 'veridesk-test-')),
  ])
  const config = { ...testConfig(database.url, dataDir), ...settings }
  return startServer(config, parts, async () => {
    await database.drop()
    await rm(dataDir, { recursive: true, force: true })
  })
}
