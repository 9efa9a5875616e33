import { randomUUID } from 'node:crypto'
import { appendFile, mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { RecordingFile } from '@veridesk/contract/media-protocol'
import { mjrHeader, writeMjrRecordHeader } from '../platform/media/mjr.ts'
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
async function recordedCall(host: RunningHost, packets: number, callId = randomUUID()) {
  const app = await host.connect()
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

async function videoOnDisk(callId: string) {
  const directory = join(data, 'recordings', callId)
  await until('a second of video is on disk', async () => {
    const files = await readdir(directory).catch(() => [])
    const video = files.find((name) => name.endsWith('video.mjr'))
    return video !== undefined && (await stat(join(directory, video))).size > 2000
  })
}

/** An hour or so of video that no run described: takes long to measure. Returns its packets. */
async function leaveLongVideo(callId: string): Promise<number> {
  const directory = join(data, 'recordings', callId)
  const path = join(directory, `${randomUUID()}-${randomUUID()}-video.mjr`)
  await mkdir(directory, { recursive: true })
  await appendFile(path, mjrHeader({ t: 'v', c: 'vp8', s: 0, u: 0 }))
  const packet = rtpPacket({ type: 96, sequence: 1, ssrc: 1, payload: Buffer.alloc(1100, 1) })
  const perPart = 10_000
  const size = 10 + packet.length
  const part = Buffer.alloc(perPart * size)
  for (let at = 0; at < part.length; at += size) {
    writeMjrRecordHeader(part, at, 1, packet.length)
    packet.copy(part, at + 10)
  }
  const parts = 40
  for (let count = 0; count < parts; count += 1) await appendFile(path, part)
  return parts * perPart
}

const described = async (callId: string) =>
  (await readdir(join(data, 'recordings', callId))).filter((name) => name.endsWith('.json'))

const byFile = (recordings: readonly RecordingFile[]) =>
  recordings.toSorted((a, b) => a.file.localeCompare(b.file))

describe('a media host that was killed', () => {
  test('leaves recordings that its next start measures and describes', async () => {
    const first = await start()
    const { callId } = await recordedCall(first, 100)
    const directory = join(data, 'recordings', callId)
    await videoOnDisk(callId)
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

  test('is there again at once, measures what was left meanwhile, and tells no half of it', async () => {
    const first = await start()
    const { callId } = await recordedCall(first, 100)
    await videoOnDisk(callId)
    first.process.kill('SIGKILL')
    await first.exited
    // Its turn would come first.
    const long = '00000000-0000-4000-8000-000000000000'
    const packets = await leaveLongVideo(long)

    const host = await start()
    expect(await described(long)).toEqual([])
    const app = await host.connect()
    const { recordings } = await app.request('listRecordings', { callId })
    expect(recordings.map(({ kind }) => kind).toSorted()).toEqual(['audio', 'video'])
    expect(recordings.find(({ kind }) => kind === 'video')?.packets).toBeGreaterThan(50)
    const call = await callIn(app, { callId: randomUUID() })
    expect(call.peer.isOpen).toBe(true)
    // Somebody still speaks of the long one; whoever asks waits for the end of it.
    const [asked, again] = await Promise.all([
      app.request('listRecordings', { callId: long }),
      app.request('closeCall', { callId: long }),
    ])
    expect(asked.recordings).toMatchObject([{ packets, closed: true, error: null }])
    expect(again).toEqual(asked)
    expect(await described(long)).toHaveLength(1)
    await until('it says that all is measured', () => host.log().includes('an earlier run'))
  })

  test('goes on with a call that it had, and keeps its earlier and its new files apart', async () => {
    const first = await start()
    const { callId } = await recordedCall(first, 100)
    await videoOnDisk(callId)
    first.process.kill('SIGKILL')
    await first.exited

    const { app } = await recordedCall(await start(), 20, callId)
    const open = await app.request('listRecordings', { callId })
    expect(open.recordings.map(({ closed }) => closed).toSorted()).toEqual([
      false,
      false,
      true,
      true,
    ])
    const { recordings } = await app.request('closeCall', { callId })
    expect(recordings.every(({ closed }) => closed)).toBe(true)
    const pictures = recordings.filter(({ kind }) => kind === 'video').map(({ packets }) => packets)
    expect(pictures).toHaveLength(2)
    expect(pictures).toContain(20)
    const later = await app.request('listRecordings', { callId })
    expect(byFile(later.recordings)).toEqual(byFile(recordings))
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

describe('a host that is not supervised', () => {
  const lonely = { MEDIA_LONELY_SECONDS: '1' }

  test('lives on without stdin', async () => {
    const host = await start()
    host.process.stdin?.end()
    const app = await host.connect()
    await expect(app.request('describe', {})).resolves.toMatchObject({ calls: [] })
  })

  test('stops where no app has been for the set time, and no call is live', async () => {
    const host = await start(lonely)
    expect(await host.exited).toBe(0)
    expect(host.log()).toContain('no app and no call')
  })

  test('stays as long as an app is connected, quiet or not, and counts from its going', async () => {
    const host = await start(lonely)
    const app = await host.connect()
    const stays = await Promise.race([host.exited, after(3000)])
    expect(stays).toBe('after')
    const left = performance.now()
    app.close()
    expect(await host.exited).toBe(0)
    expect(performance.now() - left).toBeGreaterThan(900)
  })

  test('stays for a live call without any app, and closes its recordings when it stops after it', async () => {
    const host = await start(lonely)
    const { app, callId, peer } = await recordedCall(host, 20)
    app.close()
    expect(await Promise.race([host.exited, after(3000)])).toBe('after')
    expect(peer.isOpen).toBe(true)
    const later = await host.connect()
    const { legs } = (await later.request('describe', {})).calls[0] ?? {}
    await later.request('closeLeg', { callId, legId: legs?.[0]?.legId ?? '' })
    later.close()
    expect(await host.exited).toBe(0)
    expect(await described(callId)).toHaveLength(2)
  })

  test('under a supervisor, which is its company, stays whatever the setting', async () => {
    const host = await start({ ...lonely, SUPERVISED: '1' })
    expect(await Promise.race([host.exited, after(2500)])).toBe('after')
  })
})

const after = (ms: number) =>
  new Promise<string>((resolve) => setTimeout(() => resolve('after'), ms))
