import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { bundledBinaries } from './binaries.ts'
import { type Cluster, type ClusterOptions, startCluster } from './cluster.ts'

let root: string
let options: ClusterOptions
const running: Cluster[] = []

const start = async (more: Partial<ClusterOptions> = {}) => {
  const cluster = await startCluster({ ...options, ...more })
  running.push(cluster)
  return cluster
}

const answers = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })

beforeEach(() => {
  // mkdtemp makes it 0700: as root this is also the case of a checkout below root's home.
  root = mkdtempSync(join(tmpdir(), 'veridesk-cluster-'))
  options = {
    binaries: bundledBinaries(),
    folder: join(root, 'cluster'),
    superuserPassword: 'not-secret',
    settings: { fsync: 'off' },
  }
})

afterEach(async () => {
  for (const cluster of running.splice(0)) await cluster.stop()
  rmSync(root, { recursive: true, force: true })
})

test('a cluster in a folder closed to everyone else takes connections until it is stopped', async () => {
  const cluster = await start()
  expect(await answers(cluster.port)).toBe(true)
  await cluster.stop()
  expect(await answers(cluster.port)).toBe(false)
})

test('a statement that fails leaves no cluster behind', async () => {
  await expect(start({ setUp: ['CREATE NONSENSE;'] })).rejects.toThrow('syntax error')
  expect(existsSync(options.folder)).toBe(false)
})

test('statements for a new cluster run once', async () => {
  const setUp = ['CREATE DATABASE veridesk;']
  await (await start({ setUp })).stop()
  // A second CREATE DATABASE would fail.
  const { port } = await start({ setUp })
  expect(await answers(port)).toBe(true)
})

test('a server that an earlier run left alive is stopped and its place taken', async () => {
  const left = await start()
  const next = await start()
  expect(left.process.exitCode).toBe(0)
  expect(await answers(next.port)).toBe(true)
})

test('a lock file naming a process that is not PostgreSQL does not prevent the start', async () => {
  await (await start()).stop()
  writeFileSync(join(options.folder, 'postmaster.pid'), `${process.pid}\n${options.folder}\n`)
  const next = await start()
  expect(await answers(next.port)).toBe(true)
})

test('the server dies with whoever started it, even by kill -9', async () => {
  const program = `
    import { startTemporaryCluster } from ${JSON.stringify(new URL('temporary.ts', import.meta.url).href)}
    console.log((await startTemporaryCluster()).url)
    setInterval(() => {}, 1000)`
  const starter = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, TMPDIR: root },
  })
  const [line] = (await once(starter.stdout, 'data')) as [Buffer]
  const port = Number(new URL(line.toString().trim()).port)
  expect(await answers(port)).toBe(true)
  starter.kill('SIGKILL')
  await expect.poll(() => answers(port), { timeout: 15_000 }).toBe(false)
})
