import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openOffice, type Office } from '../../testing/office.ts'
import { codeOf } from '../../testing/test-client.ts'
import { createTestServer, type TestServer } from '../../testing/test-server.ts'
import { deliver } from './deliver.ts'
import { SmsRefused } from './port.ts'

/** A carrier that does what the test says. */
let answer: () => Promise<{ carrierId: string }>
const taken: { phone: string; text: string }[] = []

let server: TestServer
let office: Office
let order: Awaited<ReturnType<Office['createOrder']>>
beforeAll(async () => {
  server = await createTestServer({
    sms: {
      name: 'of-the-test',
      simulated: true,
      async send(message) {
        const answered = await answer()
        taken.push(message)
        return answered
      },
    },
  })
  office = await openOffice(server)
})
afterAll(() => server.close())

const messageOf = (workOrderId: string) =>
  server.ctx.db
    .selectFrom('smsMessages')
    .selectAll()
    .where('workOrderId', '=', workOrderId)
    .executeTakeFirstOrThrow()
const operations = async () =>
  (
    await office.agent.call('GET /api/work-orders/:id/records', { params: { id: order.id } })
  ).operations.map((row) => row.action)

describe('a message', () => {
  it('waits for a carrier that is away, and is sent once it is back', async () => {
    answer = () => Promise.reject(new Error('away'))
    order = await office.createOrder()
    const { id } = await messageOf(order.id)
    await expect(deliver(server.ctx, id)).rejects.toThrow('away')
    expect((await messageOf(order.id)).status).toBe('queued')

    answer = () => Promise.resolve({ carrierId: 'c-1' })
    await deliver(server.ctx, id)
    expect(await messageOf(order.id)).toMatchObject({ status: 'sent', carrierId: 'c-1' })
    expect(taken.at(-1)?.phone).toBe('15618293093')
    expect(await operations()).toContain('sms.sent')
  })

  it('is handed over once, however often the job runs', async () => {
    answer = () => Promise.resolve({ carrierId: 'c-2' })
    order = await office.createOrder()
    const statusOf = async () => (await messageOf(order.id)).status
    await expect.poll(statusOf, { timeout: 10_000 }).toBe('sent')
    const before = taken.length
    await deliver(server.ctx, (await messageOf(order.id)).id)
    expect(taken).toHaveLength(before)
  })

  it('fails at once where the carrier will never take it', async () => {
    answer = () => Promise.reject(new SmsRefused('blocked number'))
    order = await office.createOrder()
    await deliver(server.ctx, (await messageOf(order.id)).id)
    expect(await messageOf(order.id)).toMatchObject({ status: 'failed', failure: 'blocked number' })
    expect(await operations()).toContain('sms.failed')
    const params = { id: order.id }
    const { sms } = await office.agent.call('GET /api/work-orders/:id', { params })
    expect(sms).toMatchObject({ lastStatus: 'failed', lastSentAt: null })
  })

  it('is given up once it is too old to help', async () => {
    answer = () => Promise.reject(new Error('away'))
    order = await office.createOrder()
    await server.ctx.db
      .updateTable('smsMessages')
      .set({ createdAt: new Date(Date.now() - 25 * 3_600_000) })
      .where('workOrderId', '=', order.id)
      .execute()
    await deliver(server.ctx, (await messageOf(order.id)).id)
    expect(await messageOf(order.id)).toMatchObject({ status: 'failed', failure: 'given up: away' })
  })
})

describe('the outbox', () => {
  it('holds the newest 50', async () => {
    answer = () => Promise.resolve({ carrierId: 'c-3' })
    await server.ctx.db
      .insertInto('smsMessages')
      .values(
        Array.from({ length: 60 }, (_, index) => ({
          id: crypto.randomUUID(),
          kind: 'link' as const,
          workOrderId: order.id,
          phone: '13800138000',
          textSealed: server.ctx.messageTexts.seal(`number ${index}`),
          status: 'sent' as const,
          createdAt: new Date(Date.now() + 1_000 + index),
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
