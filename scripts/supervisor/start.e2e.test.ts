/** The process rules of `npm start` with everything real: npm, bootstrap, PostgreSQL, media host, app. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { connectDatabase } from '../../server/src/platform/db/connect.ts'
import { createTestDatabase } from '../../server/src/testing/test-database.ts'
import { root } from '../run-command.ts'
import { alive, descendants, type Started, startProcess, withCommand } from './testing/started.ts'

let dataDir: string
const everything: Started[] = []

const start = (env: Record<string, string> = {}) => {
  const started = startProcess(
    'npm',
    ['start'],
    {
      PORT: '0',
      HOST: '127.0.0.1',
      DATA_DIR: dataDir,
      DATABASE_URL: undefined,
      MEDIA_HOSTS: undefined,
      // As from a shell, not from inside a test run.
      NODE_ENV: undefined,
      VITEST: undefined,
      ...env,
    },
    { cwd: root, detached: true },
  )
  everything.push(started)
  return started
}

/** Starts and waits until it serves. */
const serving = async (env?: Record<string, string>) => {
  const started = start(env)
  const [, address = ''] = await started.printed(/console +(http:\S+)\//)
  const npm = started.process.pid ?? 0
  const children = descendants(npm)
  const [supervisor = 0] = withCommand(children, 'bootstrap.mjs')
  const [app = 0] = withCommand(children, 'server/src/main.ts')
  return { ...started, address, npm, supervisor, app, children }
}

const ready = (address: string) =>
  fetch(`${address}/readyz`).then(
    ({ status }) => status === 200,
    () => false,
  )

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'veridesk-start-'))
})

afterEach(async () => {
  for (const { process: npm, exited } of everything.splice(0)) {
    npm.kill('SIGTERM')
    await exited
  }
  rmSync(dataDir, { recursive: true, force: true })
})

// Times are tried again where something else had the machine.
const timed = { retry: 2 }

test('an app killed is ready again within 5 s, the media host untouched', timed, async () => {
  const { address, app, children } = await serving()
  const hosts = withCommand(children, 'media-host/main.ts')
  expect(hosts).toHaveLength(1)
  process.kill(app, 'SIGKILL')
  await expect.poll(() => ready(address), { timeout: 5_000, interval: 50 }).toBe(true)
  expect(alive(hosts)).toEqual(hosts)
})

test('a supervisor killed leaves no child after 15 s, and the next start is ready', async () => {
  const { supervisor, children, exited } = await serving()
  const others = children.filter((pid) => pid !== supervisor)
  expect(others.length).toBeGreaterThan(3)
  process.kill(supervisor, 'SIGKILL')
  await exited
  await expect.poll(() => alive(others), { timeout: 15_000, interval: 100 }).toEqual([])
  const { address } = await serving()
  expect(await ready(address)).toBe(true)
})

test('a second start on one data directory is refused, the first goes on', async () => {
  const { address } = await serving()
  const second = start()
  expect(await second.exited).toBe(1)
  expect(second.output()).toMatch(/Veridesk is already running on .* \(process \d+\)/)
  expect(await ready(address)).toBe(true)
})

// Ctrl-C reaches the whole group of the terminal; `kill` reaches npm alone, and kill -9 cannot be passed on.
test.each([
  ['Ctrl-C', (npm: number) => process.kill(-npm, 'SIGINT')],
  ['kill of npm', (npm: number) => process.kill(npm, 'SIGTERM')],
  ['kill -9 of npm', (npm: number) => process.kill(npm, 'SIGKILL')],
])('%s stops every child', async (_how, end) => {
  const { npm, children } = await serving()
  end(npm)
  await expect.poll(() => alive(children), { timeout: 15_000, interval: 100 }).toEqual([])
})

test('a PostgreSQL of the operator is used, none is started, and stopping leaves it alone', async () => {
  const database = await createTestDatabase()
  const { pool } = connectDatabase(database.url)
  try {
    const { npm, children, address, output, exited } = await serving({ DATABASE_URL: database.url })
    expect(await ready(address)).toBe(true)
    expect(output()).toContain(`the one at ${new URL(database.url).host}`)
    expect(output()).not.toContain(new URL(database.url).password)
    expect(withCommand(children, 'bin/postgres')).toEqual([])
    expect(existsSync(join(dataDir, 'postgres'))).toBe(false)
    const connection = await pool.connect()
    process.kill(npm, 'SIGTERM')
    await exited
    await expect.poll(() => alive(children), { timeout: 15_000, interval: 100 }).toEqual([])
    // The very connection from before the stop still answers, with what the run has written.
    const { rows } = await connection.query('select username from accounts order by username')
    connection.release()
    expect(rows).toEqual(['admin', 'agent1', 'agent2'].map((username) => ({ username })))
  } finally {
    await pool.end()
    await database.drop()
  }
})

test('the terminal shows no log lines, the files hold them', async () => {
  const { output } = await serving()
  expect(output()).not.toMatch(/^\{/m)
  expect(readFileSync(join(dataDir, 'logs/app.log'), 'utf8')).toMatch(/Server listening/)
})

test('a second start, with everything built, takes under 5 s', timed, async () => {
  const { process: npm, exited } = await serving()
  npm.kill('SIGTERM')
  await exited
  const started = performance.now()
  await serving()
  expect(performance.now() - started).toBeLessThan(5_000)
})
