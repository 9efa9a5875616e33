import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { collect } from './collect.ts'
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
import { codeOf } from '../../testing/test-client.ts'
import { createTestDatabase } from '../../testing/test-database.ts'
import { createTestServer, type TestServer } from '../../testing/test-server.ts'
import { silentSound } from './webm/testing/silent-sound.ts'

const spare = 'ws://spare.test'
const media = createFakeMedia([fakeHost, spare])
let server: TestServer
let office: Office
let customer: Customer
let callId: string
let customerId: string
beforeAll(async () => {
  server = await createTestServer({ media })
  office = await openOffice(server)
  await setSettings(server, { leaseSeconds: 600 })
  await server.ctx.db
    .updateTable('agents')
    .set({ leaseUntil: new Date(Date.now() + 600_000) })
    .execute()
})
afterAll(() => server.close())

/** A call at `fakeHost`, answered. */
beforeEach(async () => {
  media.hostIs(true, fakeHost)
  media.hostIs(false, spare)
  await office.agent.call('PUT /api/me/state', { body: { state: 'idle' } })
  customer = await customerOf(server, office)
  callId = await queue(customer)
  await answerWhenRinging(server, office.agent, callId)
  expect((await openLeg()).statusCode).toBe(201)
  const participants = (await customer.call()).media?.participants ?? []
  customerId = participants.find((each) => each.role === 'customer')?.id ?? ''
})

const openLeg = () =>
  customer.browser.send('POST /api/customer/calls/:id/legs', {
    params: { id: callId },
    body: { sdp: 'offer' },
  })

/** `from` goes down, and the call goes on at `to`. */
async function move(from: string, to: string) {
  media.hostIs(true, to)
  media.hostIs(false, from)
  // Refused as long as the first host may be back within a moment.
  await expect
    .poll(async () => (await openLeg()).statusCode, { timeout: 8_000, interval: 100 })
    .toBe(201)
  expect((await callRow(server, callId)).mediaHost).toBe(to)
}

/** A second of the customer's microphone, left on a host. */
async function recorded(host: string): Promise<string> {
  const { file, bytes } = await silentSound({ callId, participantId: customerId }, 1)
  media.record(callId, file, bytes, host)
  return file.file
}

async function hangUp() {
  const params = { id: callId }
  await office.agent.call('POST /api/calls/:id/hang-up', { params })
  await office.agent.call('PUT /api/calls/:id/disposition', {
    params,
    body: { outcome: 'normal' },
  })
}

const listed = async () => {
  const { items, awaited } = await office.agent.call('GET /api/calls/:id/recordings', {
    params: { id: callId },
  })
  return { files: items.map(({ file }) => file).toSorted(), awaited }
}
const untilListed = (awaited: number, ...files: string[]) =>
  expect
    .poll(listed, { timeout: 20_000, interval: 50 })
    .toEqual({ awaited, files: files.toSorted() })
const isCollected = async () => (await callRow(server, callId)).recordingsCollectedAt !== null
const read = () =>
  office.agent.send('GET /api/calls/:id/recordings/:participantId', {
    params: { id: callId, participantId: customerId },
  })

const nameOf = ({ headers }: Awaited<ReturnType<typeof read>>) =>
  /([^'"]+)"?$/.exec(decodeURIComponent(String(headers['content-disposition'])))?.[1]

describe('the recordings of a call that moved to another media host', () => {
  it('are all there once the last host was collected and the first, long after, came back', async () => {
    const before = await recorded(fakeHost)
    await move(fakeHost, spare)
    const after = await recorded(spare)
    await hangUp()
    await untilListed(1, after)
    expect(await isCollected()).toBe(false)

    media.hostIs(true, fakeHost)
    await untilListed(0, before, after)
    expect(await isCollected()).toBe(true)
    const hosts = await server.ctx.db
      .selectFrom('recordings')
      .select(['file', 'mediaHost'])
      .where('callId', '=', callId)
      .execute()
    expect(new Map(hosts.map(({ file, mediaHost }) => [file, mediaHost]))).toEqual(
      new Map([
        [before, fakeHost],
        [after, spare],
      ]),
    )
  })

  it('are still to come where the only host with any is away, and whole once it was collected', async () => {
    await recorded(fakeHost)
    await move(fakeHost, spare)
    await hangUp()
    await expect.poll(isCollectedAt(spare), { timeout: 20_000 }).toBe(true)
    const nothing = await read()
    expect([nothing.statusCode, codeOf(nothing)]).toEqual([409, 'recording_open'])
    media.hostIs(true, fakeHost)
    await expect.poll(isCollected, { timeout: 20_000 }).toBe(true)
    expect(nameOf(await read())).toBe(`${customer.order.taskNumber}-customer.webm`)
  })

  it('can be had as far as they are there, under a name that says so', async () => {
    await recorded(fakeHost)
    await move(fakeHost, spare)
    const after = await recorded(spare)
    await hangUp()
    await untilListed(1, after)
    const part = await read()
    expect(part.statusCode).toBe(200)
    expect(nameOf(part)).toBe(`${customer.order.taskNumber}-customer-partial.webm`)
  })

  it('are collected from a host that the call left while it still goes on', async () => {
    const before = await recorded(fakeHost)
    await move(fakeHost, spare)
    media.hostIs(true, fakeHost)
    await untilListed(1, before)
    await expect.poll(isCollectedAt(fakeHost)).toBe(true)
    const live = await read()
    expect([live.statusCode, codeOf(live)]).toEqual([409, 'recording_open'])
    const after = await recorded(spare)
    await hangUp()
    await untilListed(0, before, after)
    expect(await isCollected()).toBe(true)
  })

  it('are collected again from a host that the call came back to', async () => {
    const first = await recorded(fakeHost)
    await move(fakeHost, spare)
    media.hostIs(true, fakeHost)
    await expect.poll(isCollectedAt(fakeHost), { timeout: 20_000 }).toBe(true)
    const second = await recorded(spare)
    await move(spare, fakeHost)
    expect(await isCollectedAt(fakeHost)()).toBe(false)
    // What was asked before it came back must not close it there now.
    await collect(server.ctx, { callId, host: fakeHost })
    expect(media.callsOn(fakeHost).has(callId)).toBe(true)
    const third = await recorded(fakeHost)
    await hangUp()
    await untilListed(1, first, third)
    expect(await isCollected()).toBe(false)
    media.hostIs(true, spare)
    await untilListed(0, first, second, third)
    expect(await isCollected()).toBe(true)
  })
})

const isCollectedAt = (host: string) => async () => {
  const row = await server.ctx.db
    .selectFrom('callHosts')
    .select('collectedAt')
    .where('callId', '=', callId)
    .where('host', '=', host)
    .executeTakeFirst()
  return row?.collectedAt instanceof Date
}

it('calls of before are carried over: a host that still waits to be collected keeps its call open', async () => {
  const database = await createTestDatabase()
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  const migration = (name: string) =>
    readFile(path.resolve(import.meta.dirname, '../../../migrations', name), 'utf8')
  try {
    await client.query(await migration('0001-first-call.sql'))
    const [type, item, seat, whole, moved, waiting, live] = Array.from({ length: 7 }, randomUUID)
    await client.query(`
      create schema graphile_worker;
      create table graphile_worker.jobs (key text);
      insert into graphile_worker.jobs values ('collect ${moved} ws://a:1'), (null), ('other');
      insert into business_types (id, name, position) values ('${type}', 't', 0);
      insert into business_items (id, type_id, name, position) values ('${item}', '${type}', 'i', 0);
      insert into seats (id, token_hash) values ('${seat}', '');
      insert into calls (id, item_id, seat_id, status, media_host, ended_at, end_reason, recordings_collected_at)
        values
        ('${whole}', '${item}', '${seat}', 'ended', 'ws://b:1', now(), 'agent-hung-up', now()),
        ('${moved}', '${item}', '${seat}', 'ended', 'ws://b:1', now(), 'agent-hung-up', now()),
        ('${waiting}', '${item}', '${seat}', 'ended', 'ws://b:1', now(), 'agent-hung-up', null),
        ('${live}', '${item}', '${seat}', 'queued', null, null, null, null)`)
    const participant = randomUUID()
    await client.query(`
      insert into participants (id, call_id, role, seat_id, name)
        values ('${participant}', '${whole}', 'customer', '${seat}', 'n');
      insert into recordings (id, call_id, participant_id, leg_id, kind, media_host, file, bytes, packets,
        keyframes, started_at, duration_ms, state)
        values ('${randomUUID()}', '${whole}', '${participant}', '${randomUUID()}', 'audio', 'ws://a:1', 'f',
          1, 1, 0, now(), 1, 'complete')`)
    await client.query(await migration('0002-call-hosts.sql'))
    const { rows } = await client.query<{ call_id: string; host: string; collected: boolean }>(
      'select call_id, host, collected_at is not null as collected from call_hosts',
    )
    expect(new Set(rows.map((row) => `${row.call_id} ${row.host} ${row.collected}`))).toEqual(
      new Set([
        `${whole} ws://a:1 true`,
        `${whole} ws://b:1 true`,
        `${moved} ws://a:1 false`,
        `${moved} ws://b:1 true`,
        `${waiting} ws://b:1 false`,
      ]),
    )
    const collected = await client.query<{ id: string }>(
      'select id from calls where recordings_collected_at is not null',
    )
    expect(collected.rows).toEqual([{ id: whole }])
  } finally {
    await client.end()
    await database.drop()
  }
})
