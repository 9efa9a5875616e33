import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { WorkOrder } from '@veridesk/contract'
import { openOffice, type Office } from '../../testing/office.ts'
import { codeOf, type TestClient } from '../../testing/test-client.ts'
import { createTestServer, type TestServer } from '../../testing/test-server.ts'
import { queueForCall } from '../calls/queue.ts'
import { sendCode } from './code.ts'
import { takeOver } from './take-over.ts'

let server: TestServer
let office: Office
beforeAll(async () => {
  server = await createTestServer()
  office = await openOffice(server)
  for (const agent of [office.agent, office.claimAgent])
    await agent.call('PUT /api/me/state', { body: { state: 'paused' } })
})
afterAll(() => server.close())

let order: WorkOrder
let token: string
let first: TestClient
beforeEach(async () => {
  order = await office.createOrder()
  token = await office.linkToken(order.taskNumber)
  first = server.client()
  await first.call('POST /api/customer/enter', { body: { token } })
})

// Below the edge: its rate limit is per address and would refuse a whole file of these.
const ask = () => sendCode({ ctx: server.ctx, token, address: '127.0.0.1' })
const device = { address: '127.0.0.1', userAgent: null }
const guess = (code: string) => takeOver({ ctx: server.ctx, token, code, device })
const other = (code: string) => (code === '000000' ? '000001' : '000000')
const setCodes = (set: { createdAt?: Date; expiresAt?: Date }) =>
  server.ctx.db.updateTable('oneTimeCodes').set(set).where('workOrderId', '=', order.id).execute()
const anHourAgo = () => new Date(Date.now() - 3_600_000)

describe('taking over', () => {
  it('needs the code from the contact phone, then puts the first device out', async () => {
    const sent = await server.client().send('POST /api/customer/code', { body: { token } })
    expect([sent.statusCode, sent.body]).toEqual([202, ''])
    const second = server.client()
    const code = await office.code(order.taskNumber)
    const view = await second.call('POST /api/customer/take-over', { body: { token, code } })
    expect(view).toMatchObject({ order: { callable: true }, consentedAt: null })
    expect((await second.send('GET /api/customer/session')).statusCode).toBe(200)
    expect(codeOf(await first.send('GET /api/customer/session'))).toBe('no_seat')
    expect(codeOf(await first.send('POST /api/customer/enter', { body: { token } }))).toBe(
      'link_other_device',
    )
    const params = { id: order.id }
    const { operations } = await office.agent.call('GET /api/work-orders/:id/records', { params })
    expect(operations.map((row) => `${row.action} ${row.actor}`)).toEqual(
      expect.arrayContaining(['sms.send 系统', 'link.take-over 客户', 'link.open 客户']),
    )
  })

  it('tells the first device at once', async () => {
    await ask()
    const code = await office.code(order.taskNumber)
    const old = await seatId()
    const heard: string[] = []
    const stop = server.ctx.bus.onNotification(({ topic }) => heard.push(topic))
    await guess(code)
    await expect.poll(() => heard, { timeout: 5_000 }).toContain(`session:${old}`)
    stop()
  })

  it('moves the waiting call to the new device', async () => {
    await first.call('POST /api/customer/consent', { body: { noticeVersion: 1 } })
    const before = await first.call('POST /api/customer/calls')
    await ask()
    const second = server.client()
    const code = await office.code(order.taskNumber)
    const view = await second.call('POST /api/customer/take-over', { body: { token, code } })
    expect(view.call).toMatchObject({ id: before.call?.id, status: 'queued' })
  })

  it('leaves no call behind at a device that asks for one at the same moment', async () => {
    const seated = await seatId()
    const actor = { kind: 'seat', seatId: seated, workOrderId: order.id, address: null } as const
    await first.call('POST /api/customer/consent', { body: { noticeVersion: 1 } })
    await ask()
    const code = await office.code(order.taskNumber)
    const [taken] = await Promise.allSettled([
      guess(code),
      queueForCall({ ctx: server.ctx, actor }),
    ])
    expect(taken.status).toBe('fulfilled')
    await expect(queueForCall({ ctx: server.ctx, actor })).rejects.toThrow('no_seat')
    const live = await server.ctx.db
      .selectFrom('calls')
      .select('seatId')
      .where('workOrderId', '=', order.id)
      .where('status', '<>', 'ended')
      .execute()
    expect(live.map((call) => call.seatId)).not.toContain(seated)
  })

  it('works once per code', async () => {
    await ask()
    const code = await office.code(order.taskNumber)
    const both = await Promise.allSettled([guess(code), guess(code)])
    expect(both.map((each) => each.status).toSorted()).toEqual(['fulfilled', 'rejected'])
    await expect(guess(code)).rejects.toThrow('wrong_code')
  })

  it('gives the seat to whoever proves itself, also where nobody has it yet', async () => {
    const fresh = await office.createOrder()
    token = await office.linkToken(fresh.taskNumber)
    await ask()
    await expect(guess(await office.code(fresh.taskNumber))).resolves.toHaveProperty('token')
  })

  async function seatId(): Promise<string> {
    const row = await server.ctx.db
      .selectFrom('seats')
      .select('id')
      .where('workOrderId', '=', order.id)
      .where('endedAt', 'is', null)
      .executeTakeFirstOrThrow()
    return row.id
  }
})

describe('a code', () => {
  it('is refused with the same words when wrong, missing, spent, old or of another order', async () => {
    await expect(guess('123456')).rejects.toThrow('wrong_code')
    await ask()
    const code = await office.code(order.taskNumber)
    await expect(guess(other(code))).rejects.toThrow('wrong_code')
    await setCodes({ expiresAt: anHourAgo() })
    await expect(guess(code)).rejects.toThrow('wrong_code')

    await setCodes({ expiresAt: new Date(Date.now() + 60_000) })
    const elsewhere = await office.createOrder()
    const link = await office.linkToken(elsewhere.taskNumber)
    const response = await server
      .client()
      .send('POST /api/customer/take-over', { body: { token: link, code } })
    expect([response.statusCode, codeOf(response)]).toEqual([403, 'wrong_code'])
    await expect(guess(code)).resolves.toHaveProperty('token')
  })

  it('takes five guesses, also where they come at once', async () => {
    await ask()
    const code = await office.code(order.taskNumber)
    const wrong = await Promise.allSettled(Array.from({ length: 20 }, () => guess(other(code))))
    expect(wrong.every((each) => each.status === 'rejected')).toBe(true)
    await expect(guess(code)).rejects.toThrow('wrong_code')
    const row = await server.ctx.db
      .selectFrom('oneTimeCodes')
      .select('attempts')
      .where('workOrderId', '=', order.id)
      .executeTakeFirstOrThrow()
    expect(row.attempts).toBe(5)
  })

  it('is worth nothing once a newer one was sent', async () => {
    await ask()
    const old = await office.code(order.taskNumber)
    await setCodes({ createdAt: new Date(Date.now() - 61_000) })
    await ask()
    const fresh = await office.code(order.taskNumber)
    // One time in a million the two are the same.
    await expect(guess(old)).rejects.toThrow('wrong_code')
    await expect(guess(fresh)).resolves.toHaveProperty('token')
  })

  it('is sent once a minute, also where two devices ask at once', async () => {
    const both = await Promise.allSettled([ask(), ask()])
    expect(both.map((each) => each.status).toSorted()).toEqual(['fulfilled', 'rejected'])
    await expect(ask()).rejects.toThrow('sms_cooling_down')
    await setCodes({ createdAt: new Date(Date.now() - 61_000) })
    await expect(ask()).resolves.toBeUndefined()
  })

  it('is sent five times an hour', async () => {
    for (let count = 0; count < 5; count += 1) {
      await ask()
      await setCodes({ createdAt: new Date(Date.now() - 120_000) })
    }
    await expect(ask()).rejects.toThrow('sms_cooling_down')
    await setCodes({ createdAt: anHourAgo() })
    await expect(ask()).resolves.toBeUndefined()
  })

  it('rests as a hash', async () => {
    await ask()
    const code = await office.code(order.taskNumber)
    const { db } = server.ctx
    const codes = await db.selectFrom('oneTimeCodes').selectAll().execute()
    const messages = await db.selectFrom('smsMessages').selectAll().execute()
    const texts = [...codes, ...messages]
      .filter((row) => row.workOrderId === order.id)
      .flatMap((row) => Object.values(row))
      .filter((value) => Buffer.isBuffer(value))
      .map((value) => value.toString())
    // The code, and two messages with their parameters.
    expect(texts).toHaveLength(5)
    expect(texts.join('\n')).not.toContain(code)
  })

  it.each(['POST /api/customer/code', 'POST /api/customer/take-over'] as const)(
    '%s refuses a bad link as entering does',
    async (key) => {
      const send = (link: string) =>
        server
          .client()
          .send(key, { body: { token: link, ...(key.includes('over') ? { code: '123456' } : {}) } })
      expect(codeOf(await send('AAAAAAAAAAAAAAAAAAAAAA'))).toBe('link_invalid')
      const { db } = server.ctx
      await db.updateTable('links').set({ expiresAt: anHourAgo() }).execute()
      expect(codeOf(await send(token))).toBe('link_expired')
      const revoked = { status: 'revoked' as const }
      await db.updateTable('workOrders').set(revoked).where('id', '=', order.id).execute()
      expect(codeOf(await send(token))).toBe('link_order_closed')
    },
  )
})
