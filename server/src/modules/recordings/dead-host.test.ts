import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { chromiumNumbers } from '../../media-host/testing/browser-offer.ts'
import { rtpPacket } from '../../media-host/testing/packets.ts'
import { startHost, TEST_SECRET, until } from '../../media-host/testing/start-host.ts'
import type { RunningHost } from '../../media-host/testing/start-host.ts'
import { TestPeer } from '../../media-host/testing/test-peer.ts'
import { connectMediaHosts } from '../../platform/media/media-hosts.ts'
import {
  answerWhenRinging,
  callRow,
  customerOf,
  queue,
  setSettings,
  type Customer,
} from '../../testing/calling.ts'
import { openOffice, type Office } from '../../testing/office.ts'
import { createTestServer, type TestServer } from '../../testing/test-server.ts'

let folder: string
let server: TestServer
let office: Office
const hosts = new Map<string, { running: RunningHost; data: string }>()

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'veridesk-hosts-'))
  for (const name of ['one', 'two']) {
    const data = path.join(folder, name)
    const running = await startHost({ DATA_DIR: data })
    hosts.set(running.url, { running, data })
  }
  const media = connectMediaHosts({ urls: [...hosts.keys()], secret: TEST_SECRET })
  await until('both hosts are there', () => [...media.ready().values()].every(Boolean))
  server = await createTestServer({ media })
  office = await openOffice(server)
  await setSettings(server, { leaseSeconds: 600 })
  await server.ctx.db
    .updateTable('agents')
    .set({ leaseUntil: new Date(Date.now() + 600_000) })
    .execute()
})
afterAll(async () => {
  await server.close()
  for (const { running } of hosts.values()) await running.stop()
  await rm(folder, { recursive: true, force: true })
})

/** The customer's browser, once its leg is open; refused as long as no host is known to be up. */
async function customersPeer({ browser }: Customer, callId: string): Promise<TestPeer> {
  const peer = new TestPeer(chromiumNumbers())
  const body = { sdp: await peer.offer() }
  const send = () =>
    browser.send('POST /api/customer/calls/:id/legs', { params: { id: callId }, body })
  let opened = await send()
  await until(
    'a host takes the leg',
    async () => {
      if (opened.statusCode !== 201) opened = await send()
      return opened.statusCode === 201
    },
    15_000,
  )
  peer.accept(opened.json<{ sdp: string }>().sdp)
  await until('the leg opens', () => peer.isOpen, 20_000)
  return peer
}

/** Sends sound until the host has some on disk. */
async function speak(peer: TestPeer, host: string, callId: string): Promise<void> {
  let sequence = 0
  await until(
    'sound is on disk',
    async () => {
      peer.send(rtpPacket({ type: 111, sequence: sequence++, ssrc: peer.numbers.audio }))
      const { recordings } = await server.ctx.media.listRecordings({ host, callId })
      return recordings.some(({ kind, packets }) => kind === 'audio' && packets > 0)
    },
    15_000,
  )
}

it('a media host killed in mid-call gives its part when it is back, measured; the other gave its own before', async () => {
  const customer = await customerOf(server, office)
  const callId = await queue(customer)
  await answerWhenRinging(server, office.agent, callId)
  const before = await customersPeer(customer, callId)
  const first = (await callRow(server, callId)).mediaHost ?? ''
  await speak(before, first, callId)
  const dead = hosts.get(first)!
  dead.running.process.kill('SIGKILL')
  await dead.running.exited

  const after = await customersPeer(customer, callId)
  const second = (await callRow(server, callId)).mediaHost ?? ''
  expect(second).not.toBe(first)
  await speak(after, second, callId)
  const params = { id: callId }
  await office.agent.call('POST /api/calls/:id/hang-up', { params })
  const list = () => office.agent.call('GET /api/calls/:id/recordings', { params })
  await expect.poll(async () => (await list()).items.length, { timeout: 20_000 }).toBeGreaterThan(0)
  expect((await list()).awaited).toBe(1)
  expect((await callRow(server, callId)).recordingsCollectedAt).toBeNull()

  dead.running = await startHost({ DATA_DIR: dead.data, MEDIA_PORT: new URL(first).port })
  await expect
    .poll(async () => (await callRow(server, callId)).recordingsCollectedAt, { timeout: 20_000 })
    .not.toBeNull()
  expect((await list()).awaited).toBe(0)
  const rows = await server.ctx.db
    .selectFrom('recordings')
    .selectAll()
    .where('callId', '=', callId)
    .where('kind', '=', 'audio')
    .execute()
  expect(new Set(rows.map(({ mediaHost }) => mediaHost))).toEqual(new Set([first, second]))
  for (const { mediaHost, file, bytes, packets, state } of rows) {
    expect([state, packets > 0]).toEqual(['complete', true])
    const parts: Buffer[] = []
    const stream = await server.ctx.media.readRecording({ host: mediaHost, callId, file })
    for await (const part of stream) parts.push(part as Buffer)
    expect(Buffer.concat(parts)).toHaveLength(bytes)
  }
  for (const peer of [before, after]) peer.close()
})
