import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MediaEvent } from '@veridesk/contract/media-protocol'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { MediaHostClient } from '../platform/media/media-host-client.ts'
import { decode } from '../modules/recordings/webm/testing/make-mjr.ts'
import { toWebm } from '../modules/recordings/webm/to-webm.ts'
import { launchBrowser } from './testing/browser-page.ts'
import type { RunningHost } from './testing/start-host.ts'
import { startHost, until } from './testing/start-host.ts'

let host: RunningHost
let app: MediaHostClient
let chromium: Awaited<ReturnType<typeof launchBrowser>>
let data: string
const events: MediaEvent[] = []

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'media-host-'))
  host = await startHost({ DATA_DIR: data })
  app = await host.connect()
  app.onEvent((event) => events.push(event))
  chromium = await launchBrowser()
})

afterAll(async () => {
  await chromium.close()
  await host.stop()
  await rm(data, { recursive: true })
})

interface Caller {
  page: Page
  participantId: string
  legId: string
}

async function joinCall(callId: string, page: Page, earlier?: Caller): Promise<Caller> {
  const participantId = earlier?.participantId ?? randomUUID()
  const legId = randomUUID()
  const { sdp } = await app.request('openLeg', {
    callId,
    participantId,
    legId,
    sdp: await page.evaluate(() => caller.connect()),
    grants: { publish: true, subscribe: true },
    record: true,
    ...(earlier ? { replaces: earlier.legId } : {}),
  })
  await page.evaluate((answer) => caller.accept(answer), sdp)
  return { page, participantId, legId }
}

const received = (page: Page) => page.evaluate(() => caller.received())

async function growing(page: Page, what: string, deadlineMs = 15_000): Promise<void> {
  const before = await received(page)
  await until(
    `${what} decodes on`,
    async () => {
      const now = await received(page)
      return (
        now.framesDecoded >= before.framesDecoded + 20 &&
        now.audioPackets > before.audioPackets + 10
      )
    },
    deadlineMs,
  )
}

test('two browsers see and hear each other through the host, and a replaced leg is back within 3 s', async () => {
  const callId = randomUUID()
  const [customer, agent] = await Promise.all([chromium.page(), chromium.page()])
  const first = await joinCall(callId, customer)
  const other = await joinCall(callId, agent)
  expect((await received(agent)).framesDecoded).toBe(0)

  await app.request('setForwarding', { callId, forwarding: true })
  await Promise.all([growing(customer, 'the customer'), growing(agent, 'the agent')])
  for (const page of [customer, agent]) {
    expect((await received(page)).audioEnergy).toBeGreaterThan(0)
    // Chromium's fake camera is green.
    const [red = 0, green = 0] = await page.evaluate(() => caller.colour())
    expect(green).toBeGreaterThan(red + 50)
  }

  const began = performance.now()
  const second = await joinCall(callId, customer, first)
  await until('the first leg is closed', () =>
    events.some(
      (event) =>
        event.event === 'leg-state' && event.legId === first.legId && event.state === 'closed',
    ),
  )
  const { sdp } = await app.request('renegotiateLeg', {
    callId,
    legId: other.legId,
    sdp: await agent.evaluate(() => caller.reoffer()),
  })
  await agent.evaluate((answer) => caller.accept(answer), sdp)
  await Promise.all([growing(customer, 'the customer again'), growing(agent, 'the agent again')])
  expect(performance.now() - began).toBeLessThan(3000)

  await customer.evaluate(() => caller.hangUp())
  await until('the host notices that the customer hung up', () =>
    events.some(
      (event) =>
        event.event === 'leg-state' && event.legId === second.legId && event.state === 'closed',
    ),
  )

  const { recordings } = await app.request('closeCall', { callId })
  expect(recordings).toHaveLength(6)
  for (const recording of recordings) {
    expect(recording).toMatchObject({ closed: true, error: null })
    expect(recording.packets).toBeGreaterThan(20)
    expect(recording.keyframes > 0).toBe(recording.kind === 'video')
  }

  const files = recordings
    .filter(({ participantId }) => participantId === first.participantId)
    .map((recording) => ({ recording, path: join(data, 'recordings', callId, recording.file) }))
  expect(files).toHaveLength(4)
  const { path, durationMs } = await toWebm({ files, out: join(data, 'customer') })
  const { pictures, seconds, sound } = await decode(path)
  expect(seconds).toBeCloseTo(durationMs / 1000, 1)
  expect(pictures.length / seconds).toBeGreaterThan(5)
  expect(sound).toBeGreaterThan(seconds * 0.8)
})
