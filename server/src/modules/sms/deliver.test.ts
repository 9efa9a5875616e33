import { Writable } from 'node:stream'
import pino from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { logOptions } from '../../platform/log.ts'
import { newId } from '../../platform/ids.ts'
import { openOffice, type Office } from '../../testing/office.ts'
import { codeOf } from '../../testing/test-client.ts'
import { createTestServer, type TestServer } from '../../testing/test-server.ts'
import { deliver } from './deliver.ts'
import { type OutgoingSms, SmsNotSent, SmsRefused } from './port.ts'

/** A carrier that does what the test says. */
let answer: () => Promise<{ carrierId: string }>
const taken: OutgoingSms[] = []

let server: TestServer
let office: Office
let orderId: string
beforeAll(async () => {
  server = await createTestServer({
    sms: {
      simulated: true,
      askAfterSeconds: [],
      reports: async () => [],
      send(message) {
        taken.push(message)
        return answer()
      },
    },
  })
  office = await openOffice(server)
})
afterAll(() => server.close())
beforeEach(async () => {
  answer = () => Promise.resolve({ carrierId: newId() })
  orderId = (await office.createOrder()).id
  await expect.poll(() => statusOfOrder(), { timeout: 10_000 }).toBe('sent')
  taken.length = 0
})

const find = (id: string) =>
  server.ctx.db.selectFrom('smsMessages').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const orderPage = () => office.agent.call('GET /api/work-orders/:id', { params: { id: orderId } })
const statusOfOrder = async () => (await orderPage()).sms.lastStatus
const actions = async () =>
  (
    await office.agent.call('GET /api/work-orders/:id/records', { params: { id: orderId } })
  ).operations.map((row) => row.action)
const ago = (seconds: number) => new Date(Date.now() - seconds * 1_000)

/** A message of the order that no job knows of. */
async function queued(more: { createdAt?: Date; handingOverAt?: Date } = {}): Promise<string> {
  const id = newId()
  await server.ctx.db
    .insertInto('smsMessages')
    .values({
      id,
      kind: 'link',
      workOrderId: orderId,
      phone: '13800138000',
      textSealed: server.ctx.messageTexts.seal('the text'),
      parametersSealed: server.ctx.messageTexts.seal('["one","two"]'),
      createdAt: new Date(Date.now() + 1_000),
      ...more,
    })
    .execute()
  return id
}

describe('a message', () => {
  it('is handed over with its text, parameters and id', async () => {
    const id = await queued()
    answer = () => Promise.resolve({ carrierId: 'c-1' })
    await deliver(server.ctx, id)
    expect(await find(id)).toMatchObject({ status: 'sent', carrierId: 'c-1' })
    const parameters = ['one', 'two']
    expect(taken).toEqual([
      { id, template: 'link', phone: '13800138000', text: 'the text', parameters },
    ])
    expect(await actions()).toContain('sms.sent')
  })

  it('is handed over once, however many jobs run for it', async () => {
    const id = await queued()
    await Promise.allSettled([deliver(server.ctx, id), deliver(server.ctx, id)])
    await deliver(server.ctx, id)
    expect(taken).toHaveLength(1)
    expect((await find(id)).status).toBe('sent')
  })

  it('waits for a carrier that was not reached, and is sent by its job once it is', async () => {
    answer = () => Promise.reject(new SmsNotSent('not reached'))
    orderId = (await office.createOrder()).id
    await expect.poll(() => taken.length, { timeout: 10_000 }).toBeGreaterThan(0)
    expect(await statusOfOrder()).toBe('queued')
    answer = () => Promise.resolve({ carrierId: 'c-2' })
    await expect.poll(() => statusOfOrder(), { timeout: 20_000 }).toBe('sent')
  })

  it('fails at once where the carrier refuses it, and the page says why', async () => {
    answer = () => Promise.reject(new SmsRefused('blacklisted', 'FailedOperation.X'))
    const id = await queued()
    await deliver(server.ctx, id)
    expect((await orderPage()).sms).toMatchObject({
      lastStatus: 'failed',
      lastFailure: 'blacklisted',
    })
    expect(await actions()).toContain('sms.failed')
    const { details } = await server.ctx.db
      .selectFrom('auditLog')
      .select('details')
      .where('targetId', '=', id)
      .executeTakeFirstOrThrow()
    expect(details).toEqual({ kind: 'link', failure: 'blacklisted', code: 'FailedOperation.X' })
  })

  it('is not sent again where it may have been sent', async () => {
    answer = () => Promise.reject(new Error('no answer'))
    const id = await queued()
    await deliver(server.ctx, id)
    await deliver(server.ctx, id)
    expect(taken).toHaveLength(1)
    expect(await find(id)).toMatchObject({ status: 'failed', failure: 'carrier-down' })
  })

  it('is not sent again where a process died over it', async () => {
    const fresh = await queued({ handingOverAt: ago(5) })
    await expect(deliver(server.ctx, fresh)).rejects.toThrow('another process')
    const dead = await queued({ handingOverAt: ago(120) })
    await deliver(server.ctx, dead)
    expect(await find(dead)).toMatchObject({ status: 'failed', failure: 'carrier-down' })
    expect(taken).toHaveLength(0)
  })

  it('is given up once it is too old to help', async () => {
    answer = () => Promise.reject(new SmsNotSent('not reached'))
    const id = await queued({ createdAt: ago(25 * 3_600) })
    await deliver(server.ctx, id)
    expect(await find(id)).toMatchObject({ status: 'failed', failure: 'carrier-down' })
  })

  it('leaves neither phone nor words in the log', async () => {
    let logged = ''
    const sink = new Writable({
      write(chunk, _encoding, done) {
        logged += String(chunk)
        done()
      },
    })
    const log = pino(logOptions('info'), sink) as never
    answer = () => Promise.reject(new Error('no answer', { cause: new Error('reset') }))
    await deliver({ ...server.ctx, log }, await queued())
    expect(logged).toContain('no answer')
    for (const part of ['13800138000', 'the text', 'one']) expect(logged).not.toContain(`"${part}`)
  })
})

describe('the outbox', () => {
  it('holds the newest 50', async () => {
    await server.ctx.db
      .insertInto('smsMessages')
      .values(
        Array.from({ length: 60 }, (_, index) => ({
          id: newId(),
          kind: 'link' as const,
          workOrderId: orderId,
          phone: '13800138000',
          textSealed: server.ctx.messageTexts.seal(`number ${index}`),
          status: 'sent' as const,
          createdAt: new Date(Date.now() + 60_000 + index),
        })),
      )
      .execute()
    const { items } = await office.agent.call('GET /api/sms/outbox')
    expect(items).toHaveLength(50)
    expect(items[0]?.text).toBe('number 59')
    // They carry links: whoever may not see the order sees none.
    expect(await office.claimAgent.call('GET /api/sms/outbox')).toEqual({ items: [] })
  })

  it('does not exist with a real carrier', async () => {
    const real = await server.another({ sms: { ...server.ctx.sms, simulated: false } })
    try {
      const browser = real.client()
      for (const [name, value] of office.admin.cookies) browser.cookies.set(name, value)
      const response = await browser.send('GET /api/sms/outbox')
      expect([response.statusCode, codeOf(response)]).toEqual([404, 'not_found'])
    } finally {
      await real.close()
    }
  })
})
