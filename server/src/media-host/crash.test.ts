import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { callIn } from './testing/call-in.ts'
import { rtpPacket } from './testing/packets.ts'
import type { RunningHost } from './testing/start-host.ts'
import { startHost, until } from './testing/start-host.ts'

const KEYFRAME = Buffer.from('1050009d012a40014000', 'hex')

let data: string
const hosts: RunningHost[] = []

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'media-host-'))
})

afterEach(async () => {
  await Promise.all(hosts.splice(0).map((host) => host.stop()))
  await rm(data, { recursive: true, force: true })
})

async function start(env: Record<string, string> = {}): Promise<RunningHost> {
  const host = await startHost({ DATA_DIR: data, ...env })
  hosts.push(host)
  return host
}

/** A call of one person being recorded, with `packets` pictures sent so far. */
async function recordedCall(host: RunningHost, packets: number) {
  const app = await host.connect()
  const callId = randomUUID()
  const { peer } = await callIn(app, { callId, record: true })
  await app.request('setForwarding', { callId, forwarding: true })
  for (let sequence = 0; sequence < packets; sequence++) {
    const payload = sequence % 10 === 0 ? KEYFRAME : Buffer.from('105101020304', 'hex')
    const timestamp = sequence * 3000
    peer.send(
      rtpPacket({ type: 96, sequence, ssrc: peer.numbers.video, timestamp, marker: true, payload }),
    )
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  return { app, callId, peer }
}

describe('a media host that was killed', () => {
  test('leaves recordings that its next start measures and describes', async () => {
    const first = await start()
    const { callId } = await recordedCall(first, 100)
    const directory = join(data, 'recordings', callId)
    await until('a second of video is on disk', async () => {
      const files = await readdir(directory).catch(() => [])
      const video = files.find((name) => name.endsWith('video.mjr'))
      return video !== undefined && (await stat(join(directory, video))).size > 2000
    })
    first.process.kill('SIGKILL')
    expect(await first.exited).toBe('SIGKILL')

    const app = await (await start()).connect()
    const { recordings } = await app.request('listRecordings', { callId })
    expect(recordings.map(({ kind }) => kind).toSorted()).toEqual(['audio', 'video'])
    for (const recording of recordings) {
      expect(recording).toMatchObject({ closed: true, error: null, callId })
      const { size } = await stat(join(directory, recording.file))
      expect(recording.bytes).toBe(size)
    }
    const video = recordings.find(({ kind }) => kind === 'video')
    expect(video?.packets).toBeGreaterThan(50)
    expect(video?.packets).toBeLessThanOrEqual(100)
    expect(video?.keyframes).toBe(Math.ceil((video?.packets ?? 0) / 10))
    expect(video?.durationMs).toBeGreaterThan(200)
    expect((await app.request('closeCall', { callId })).recordings).toEqual(recordings)
    expect((await app.request('describe', {})).calls).toEqual([])
  })
})

describe('a media host that is stopped', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)('by %s closes its recordings first', async (signal) => {
    const first = await start()
    const { callId } = await recordedCall(first, 20)
    first.process.kill(signal)
    expect(await first.exited).toBe(0)
    const app = await (await start()).connect()
    const { recordings } = await app.request('listRecordings', { callId })
    expect(recordings).toHaveLength(2)
    expect(recordings.find(({ kind }) => kind === 'video')).toMatchObject({
      packets: 20,
      closed: true,
    })
  })

  test('by the end of its supervisor closes its recordings and is gone within 10 s', async () => {
    const host = await start({ SUPERVISED: '1' })
    const { callId } = await recordedCall(host, 20)
    const began = performance.now()
    host.process.stdin?.end()
    expect(await host.exited).toBe(0)
    expect(performance.now() - began).toBeLessThan(10_000)
    const names = await readdir(join(data, 'recordings', callId))
    expect(names.filter((name) => name.endsWith('.json'))).toHaveLength(2)
  })
})

test('the end of every app touches no call', async () => {
  const host = await start({ SUPERVISED: '1' })
  const { app, callId, peer } = await recordedCall(host, 5)
  app.close()
  const later = await host.connect()
  const { calls } = await later.request('describe', {})
  expect(calls).toMatchObject([{ callId, forwarding: true, legs: [{ state: 'open' }] }])
  expect(peer.isOpen).toBe(true)
})

test('a host that is not supervised lives on without stdin', async () => {
  const host = await start()
  host.process.stdin?.end()
  const app = await host.connect()
  await expect(app.request('describe', {})).resolves.toMatchObject({ calls: [] })
})
