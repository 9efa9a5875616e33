/** The process rules with a real PostgreSQL and stand-ins for media host and app; see also *.e2e.test.ts. */
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { alive, descendants, type Started, startProcess, withCommand } from './testing/started.ts'

const program = fileURLToPath(new URL('testing/start-with-fakes.ts', import.meta.url))
const patience = { timeout: 15_000, interval: 50 }
let dataDir: string
const everything: Started[] = []

const start = (env: Record<string, string | undefined> = {}) => {
  const started = startProcess(process.execPath, [program], {
    PORT: '0',
    HOST: '127.0.0.1',
    DATA_DIR: dataDir,
    DATABASE_URL: undefined,
    ...env,
  })
  everything.push(started)
  return started
}

/** Starts and waits until it serves; the address is the app's. */
const serving = async (env?: Record<string, string>) => {
  const started = start(env)
  const [, address = ''] = await started.printed(/console +(http:\S+)\//)
  return { ...started, address, pid: started.process.pid ?? 0 }
}

const app = async (address: string) => {
  const response = await fetch(`${address}/readyz`)
  return (await response.json()) as { pid: number; DATABASE_URL: string; MEDIA_HOSTS: string }
}

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'veridesk-supervisor-'))
})

afterEach(async () => {
  for (const { process: child, exited } of everything.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
    await exited
  }
  rmSync(dataDir, { recursive: true, force: true })
})

test('SIGTERM stops app, media host and PostgreSQL, in this order', async () => {
  const { pid, process: child, exited, output } = await serving()
  const children = descendants(pid)
  expect(children.length).toBeGreaterThan(3)
  child.kill('SIGTERM')
  expect(await exited).toBe(0)
  expect(output()).toMatch(/app stopped\nmedia host stopped\n$/)
  expect(alive(children)).toEqual([])
  expect(readFileSync(join(dataDir, 'postgres.log'), 'utf8')).toContain(
    'database system is shut down',
  )
})

test('an app killed is back within 5 s at the same address, with the same database and media host', async () => {
  const { address } = await serving()
  const before = await app(address)
  process.kill(before.pid, 'SIGKILL')
  await expect
    .poll(
      () =>
        app(address).then(
          ({ pid }) => pid !== before.pid,
          () => false,
        ),
      { timeout: 5_000 },
    )
    .toBe(true)
  expect(await app(address)).toEqual({ ...before, pid: expect.any(Number) })
})

test('a media host and a PostgreSQL that die are started again on their ports', async () => {
  const { pid, printed, address } = await serving()
  const before = await app(address)
  for (const name of ['/bin/postgres', 'fake-media-host']) {
    const [victim] = withCommand(descendants(pid), name)
    process.kill(victim ?? 0, 'SIGKILL')
  }
  await Promise.all([printed(/PostgreSQL is back/), printed(/media host is back/)])
  // The app was not told of new addresses, so the old ones must answer.
  expect(await app(address)).toEqual(before)
  for (const url of [before.DATABASE_URL, before.MEDIA_HOSTS]) {
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    await once(socket, 'connect')
    socket.destroy()
  }
})

test('no child outlives a supervisor killed by kill -9, and the next start works', async () => {
  const { pid, process: child } = await serving()
  const children = descendants(pid)
  child.kill('SIGKILL')
  await expect.poll(() => alive(children), patience).toEqual([])
  await serving()
})

test('a start right after the crash waits for the children that still hold the port', async () => {
  const { process: child, exited, address } = await serving({ FAKE_LINGER: '2000' })
  const before = await app(address)
  child.kill('SIGKILL')
  await exited
  expect(alive([before.pid])).toHaveLength(1)
  const again = await serving({ PORT: new URL(address).port })
  expect(again.address).toBe(address)
  expect(alive([before.pid])).toEqual([])
})

test('a second start on one data directory is refused, naming the process that holds it', async () => {
  const { pid, address } = await serving()
  const second = start()
  expect(await second.exited).toBe(1)
  expect(second.output()).toContain(`already running on ${dataDir} (process ${pid})`)
  expect((await app(address)).pid).toBeGreaterThan(0)
})

test('secrets are made once, kept, and closed to others', async () => {
  const files = ['secret.key', 'media-secret', 'database-password', 'demo-password']
  const read = () => files.map((file) => readFileSync(join(dataDir, file), 'utf8'))
  const first = await serving()
  const made = read()
  first.process.kill('SIGTERM')
  await first.exited
  const { printed } = await serving({ DEMO_PASSWORD: 'another password' })
  expect((await printed(/password (.+)\n/))[1]).toBe(made[3]?.trim())
  expect(read()).toEqual(made)
  for (const file of files) expect(statSync(join(dataDir, file)).mode & 0o077).toBe(0)
})

test('the log goes to its file, errors in plain words to the terminal too', async () => {
  const { output, printed } = await serving()
  await printed(/^app +job failed: no route$/m)
  expect(output()).toContain(`logs       ${join(dataDir, 'logs')}`)
  expect(output()).not.toMatch(/nothing to see|^\{/m)
  const log = readFileSync(join(dataDir, 'logs/app.log'), 'utf8')
  expect(log).toMatch(/nothing to see/)
  expect(log).toMatch(/"job failed".*"no route"/)
})

test.each([
  ['PORT', '80a'],
  ['HOST', '203.0.113.7'],
  ['DATA_DIR', '/dev/null/data'],
  ['DATABASE_URL', 'mysql://localhost/x'],
  ['MEDIA_HOSTS', 'nowhere'],
  ['RTP_PORTS', '50000'],
  ['DEMO_PASSWORD', 'short'],
])('a wrong %s stops the start with a sentence that names it', async (name, value) => {
  const { exited, output } = start({ [name]: value })
  expect(await exited).toBe(1)
  expect(output()).toMatch(new RegExp(`^${name} .*\\.$`, 'm'))
  expect(output()).not.toContain('    at ')
  expect(existsSync(join(dataDir, 'postgres'))).toBe(false)
})
