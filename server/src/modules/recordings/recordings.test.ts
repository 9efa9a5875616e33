import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { ALL_FORMATS, FilePathSource, Input } from 'mediabunny'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RecordingFile } from '@veridesk/contract/media-protocol'
import {
  answerWhenRinging,
  callRow,
  customerOf,
  queue,
  setSettings,
  type Customer,
} from '../../testing/calling.ts'
import { createFakeMedia, fakeHost } from '../../testing/fake-media.ts'
import { openOffice, type Office } from '../../testing/office.ts'
import { codeOf, type TestClient } from '../../testing/test-client.ts'
import { createTestServer, type TestServer } from '../../testing/test-server.ts'
import { stateOf } from './rules.ts'
import { silentSound } from './webm/testing/silent-sound.ts'

const seconds = 2
const media = createFakeMedia()
let server: TestServer
let office: Office
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'veridesk-recordings-'))
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
  await rm(folder, { recursive: true })
})

const soundOf = (callId: string, participantId: string) =>
  silentSound({ callId, participantId }, seconds)

interface InCall {
  readonly customer: Customer
  readonly callId: string
  readonly customerId: string
  readonly agentId: string
}

async function inCall(): Promise<InCall> {
  const customer = await customerOf(server, office)
  const callId = await queue(customer)
  await answerWhenRinging(server, office.agent, callId)
  const opened = await customer.browser.send('POST /api/customer/calls/:id/legs', {
    params: { id: callId },
    body: { sdp: 'offer' },
  })
  expect(opened.statusCode).toBe(201)
  const participants = (await customer.call()).media?.participants ?? []
  const idOf = (role: string) => participants.find((each) => each.role === role)?.id ?? ''
  return { customer, callId, customerId: idOf('customer'), agentId: idOf('agent') }
}

async function hangUp({ callId }: InCall) {
  const params = { id: callId }
  await office.agent.call('POST /api/calls/:id/hang-up', { params })
  await office.agent.call('PUT /api/calls/:id/disposition', {
    params,
    body: { outcome: 'normal' },
  })
  await office.agent.call('PUT /api/me/state', { body: { state: 'idle' } })
}

const collected = ({ callId }: InCall) =>
  expect
    .poll(async () => (await callRow(server, callId)).recordingsCollectedAt, { timeout: 20_000 })
    .not.toBeNull()

const list = (browser: TestClient, id: string) =>
  browser.send('GET /api/calls/:id/recordings', { params: { id } })
const open = (browser: TestClient, id: string, participantId: string) =>
  browser.send('GET /api/calls/:id/recordings/:participantId', { params: { id, participantId } })

describe('the recordings of a call', () => {
  it('are listed after its end, each saying how it turned out, and come as one file a participant', async () => {
    const call = await inCall()
    const sound = await soundOf(call.callId, call.customerId)
    media.record(call.callId, sound.file, sound.bytes)
    const empty = await soundOf(call.callId, call.agentId)
    media.record(call.callId, { ...empty.file, packets: 0, durationMs: 0 }, empty.bytes)

    const live = await open(office.agent, call.callId, call.customerId)
    expect([live.statusCode, codeOf(live)]).toEqual([409, 'recording_open'])
    expect((await list(office.agent, call.callId)).json()).toEqual({
      items: [],
      connected: [],
      awaited: 1,
    })
    await hangUp(call)
    await collected(call)

    expect((await list(office.agent, call.callId)).json()).toMatchObject({
      items: [
        {
          participantRole: 'customer',
          participantName: '邓*闲',
          kind: 'audio',
          state: 'complete',
          bytes: sound.bytes.length,
          durationMs: seconds * 1_000,
          file: sound.file.file,
        },
        { participantRole: 'agent', state: 'empty', durationMs: 0 },
      ],
    })
    const webm = await open(office.agent, call.callId, call.customerId)
    expect(webm.statusCode).toBe(200)
    expect(webm.headers['content-type']).toBe('video/webm')
    expect(decodeURIComponent(String(webm.headers['content-disposition']))).toContain(
      `${call.customer.order.taskNumber}-customer.webm`,
    )
    const kept = path.join(folder, 'answer.webm')
    await writeFile(kept, webm.rawPayload)
    const input = new Input({ source: new FilePathSource(kept), formats: ALL_FORMATS })
    expect(await input.computeDuration()).toBeCloseTo(seconds, 1)
    const left = () => readdir(path.join(server.ctx.config.dataDir, 'tmp'))
    await expect.poll(left, { timeout: 5_000 }).toEqual([])

    const nothing = await open(office.agent, call.callId, call.agentId)
    expect([nothing.statusCode, codeOf(nothing)]).toEqual([404, 'recording_empty'])
  })

  it('name who connected though the media host has no file of them, once collected', async () => {
    const call = await inCall()
    await server.ctx.db
      .updateTable('participants')
      .set({ connectedAt: new Date() })
      .where('id', '=', call.customerId)
      .execute()
    expect((await list(office.agent, call.callId)).json()).toEqual({
      items: [],
      connected: [],
      awaited: 1,
    })
    await hangUp(call)
    await collected(call)
    expect((await list(office.agent, call.callId)).json()).toEqual({
      items: [],
      connected: [{ participantId: call.customerId, role: 'customer', name: '邓*闲' }],
      awaited: 0,
    })
  })

  it('are for the agent of the call, administrators, review and audit, and nobody else', async () => {
    const call = await inCall()
    await hangUp(call)
    await collected(call)
    expect((await list(office.admin, call.callId)).statusCode).toBe(200)
    // Sees no order of this group, so does not even learn of the call.
    for (const response of [
      await list(office.claimAgent, call.callId),
      await open(office.claimAgent, call.callId, call.customerId),
    ])
      expect([response.statusCode, codeOf(response)]).toEqual([404, 'not_found'])
    const colleagueId = await server.addAccount('colleague', 'agent')
    const groups = server.ctx.db
      .selectFrom('groupMembers')
      .select('groupId')
      .where('accountId', '=', office.agentId)
    for (const { groupId } of await groups.execute())
      await server.ctx.db
        .insertInto('groupMembers')
        .values({ groupId, accountId: colleagueId })
        .execute()
    const colleague = await server.signedIn('colleague')
    await colleague.call('PUT /api/me/state', { body: { state: 'paused' } })
    const refused = await list(colleague, call.callId)
    expect([refused.statusCode, codeOf(refused)]).toEqual([403, 'forbidden'])
    const setGrants = (grants: ('review' | 'audit')[]) =>
      server.ctx.db.updateTable('accounts').set({ grants }).where('id', '=', colleagueId).execute()
    await setGrants(['review'])
    expect((await list(colleague, call.callId)).statusCode).toBe(200)
    await setGrants(['audit'])
    expect((await list(colleague, call.callId)).statusCode).toBe(200)
  })

  it('are not found under an unknown call or participant', async () => {
    const nowhere = '0197f0a0-0000-7000-8000-000000000000'
    const call = await inCall()
    await hangUp(call)
    await collected(call)
    for (const response of [
      await list(office.admin, nowhere),
      await open(office.admin, nowhere, nowhere),
      await open(office.admin, call.callId, nowhere),
    ])
      expect([response.statusCode, codeOf(response)]).toEqual([404, 'not_found'])
    const wrong = await open(office.admin, call.callId, 'nonsense')
    expect([wrong.statusCode, codeOf(wrong)]).toEqual([400, 'invalid_input'])
  })

  it('are collected once the media host is back, and cannot be read while it is away', async () => {
    const call = await inCall()
    const sound = await soundOf(call.callId, call.customerId)
    media.record(call.callId, sound.file, sound.bytes)
    media.hostIs(false)
    await hangUp(call)
    const waiting = await open(office.agent, call.callId, call.customerId)
    expect([waiting.statusCode, codeOf(waiting)]).toEqual([409, 'recording_open'])
    media.hostIs(true)
    await collected(call)
    media.hostIs(false)
    const away = await open(office.agent, call.callId, call.customerId)
    expect([away.statusCode, codeOf(away)]).toEqual([503, 'media_unavailable'])
    media.hostIs(true)
    expect((await open(office.agent, call.callId, call.customerId)).statusCode).toBe(200)
  })

  it('that nobody tries to collect any more are collected all the same', async () => {
    const call = await inCall()
    await hangUp(call)
    await collected(call)
    const { mediaHost } = await callRow(server, call.callId)
    expect(mediaHost).toBe(fakeHost)
    const longAgo = new Date(Date.now() - 60_000)
    await server.ctx.db
      .updateTable('calls')
      .set({ recordingsCollectedAt: null, endedAt: longAgo })
      .where('id', '=', call.callId)
      .execute()
    await server.ctx.db
      .updateTable('callHosts')
      .set({ collectedAt: null })
      .where('callId', '=', call.callId)
      .execute()
    await collected(call)
  })
})

describe('a recorded file', () => {
  const file = { error: null, packets: 10, closed: true } as RecordingFile
  it('is complete, empty or damaged', () => {
    expect(stateOf(file)).toBe('complete')
    expect(stateOf({ ...file, packets: 0 })).toBe('empty')
    expect(stateOf({ ...file, error: 'ENOSPC' })).toBe('damaged')
    expect(stateOf({ ...file, closed: false })).toBe('damaged')
  })
})
