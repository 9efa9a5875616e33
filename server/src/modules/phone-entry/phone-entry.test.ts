import { Writable } from 'node:stream'
import pino from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { logOptions } from '../../platform/log.ts'
import type { AppContext } from '../../context.ts'
import { openOffice, type Office } from '../../testing/office.ts'
import { setSettings } from '../../testing/calling.ts'
import { codeOf, type TestClient } from '../../testing/test-client.ts'
import { createTestServer, type TestServer } from '../../testing/test-server.ts'
import { phoneCode, provenBrowser } from '../../testing/walk-ins.ts'
import { askPhoneCode } from './ask-code.ts'
import { provePhone } from './proof.ts'

let server: TestServer
let office: Office
beforeAll(async () => {
  server = await createTestServer()
  office = await openOffice(server)
  for (const agent of [office.agent, office.claimAgent])
    await agent.call('PUT /api/me/state', { body: { state: 'paused' } })
})
afterAll(() => server.close())

let last = 13_900_000_000
/** Another one for each test: codes count per number. */
let phone: string
beforeEach(async () => {
  phone = String(++last)
  await server.ctx.db
    .updateTable('oneTimeCodes')
    .set({ createdAt: new Date(Date.now() - 3_700_000) })
    .execute()
})

// Below the edge: its rate limit is per address and would refuse a whole file of these.
const ask = (of = phone, address = '127.0.0.1') =>
  askPhoneCode({ ctx: server.ctx, phone: of, address })
const device = { address: '127.0.0.1', userAgent: null }
const guess = (code: string) => provePhone({ ctx: server.ctx, phone, code, device })
const other = (code: string) => (code === '000000' ? '000001' : '000000')
const ageCodes = (seconds: number) =>
  server.ctx.db
    .updateTable('oneTimeCodes')
    .set({ createdAt: new Date(Date.now() - seconds * 1_000) })
    .where('createdAt', '>', new Date(Date.now() - 3_600_000))
    .execute()
const verify = (browser: TestClient, code: string) =>
  browser.send('POST /api/customer/phone/verify', { body: { phone, code } })

describe('asking for a code', () => {
  it('is the same for a known and an unknown number: answer, headers, queries, message, rows', async () => {
    const known = phone
    const unknown = String(++last)
    await office.createOrder({ contactPhone: known })
    const seen = []
    for (const each of [known, unknown]) {
      const before = await rowsLeft()
      const response = await server
        .client()
        .send('POST /api/customer/phone/code', { body: { phone: each } })
      const headers = Object.fromEntries(
        Object.entries(response.headers).filter(
          ([name]) => !/^(date|x-ratelimit|ratelimit|x-request-id|content-security)/.test(name),
        ),
      )
      const after = await rowsLeft()
      const message = await newestMessage(each)
      seen.push({
        status: response.statusCode,
        body: response.body,
        headers,
        left: after.map((count, index) => count - (before[index] ?? 0)),
        message: message?.replace(/\d{6}/, '******'),
        refusedAgain: codeOf(
          await server.client().send('POST /api/customer/phone/code', { body: { phone: each } }),
        ),
        guessed: codeOf(
          await server.client().send('POST /api/customer/phone/verify', {
            body: { phone: each, code: '000000' },
          }),
        ),
      })
    }
    expect(seen[0]).toEqual(seen[1])
    expect(seen[0]).toMatchObject({
      status: 202,
      body: '',
      left: [1, 1, 1],
      refusedAgain: 'sms_cooling_down',
      guessed: 'wrong_code',
    })
  })

  async function rowsLeft(): Promise<number[]> {
    const count = async (table: 'oneTimeCodes' | 'smsMessages' | 'auditLog') => {
      const query = server.ctx.db.selectFrom(table).select((eb) => eb.fn.countAll<number>().as('n'))
      // What the carrier does later is no part of the answer.
      const { n } = await (
        table === 'auditLog' ? query.where('action', '=', 'sms.send') : query
      ).executeTakeFirstOrThrow()
      return n
    }
    return Promise.all([count('oneTimeCodes'), count('smsMessages'), count('auditLog')])
  }
  async function newestMessage(to: string): Promise<string | undefined> {
    await phoneCode(office, to)
    const { items } = await office.admin.call('GET /api/sms/outbox')
    return items.find(({ kind }) => kind === 'code')?.text
  }

  it('does not look at orders at all', async () => {
    const tables = new Set<string>()
    const { db } = server.ctx
    const watched = db.withPlugin({
      transformQuery: ({ node }) => {
        for (const [table] of JSON.stringify(node).matchAll(/work_?orders/gi)) tables.add(table)
        return node
      },
      transformResult: async ({ result }) => result,
    })
    await askPhoneCode({ ctx: { ...server.ctx, db: watched }, phone, address: '127.0.0.1' })
    expect([...tables]).toEqual([])
  })

  it('cools down, and says for how long', async () => {
    await ask()
    const response = await server
      .client()
      .send('POST /api/customer/phone/code', { body: { phone } })
    expect([response.statusCode, codeOf(response)]).toEqual([429, 'sms_cooling_down'])
    const { retryAfter } = response.json<{ retryAfter: number }>()
    expect(retryAfter).toBeGreaterThan(50)
    expect(retryAfter).toBeLessThanOrEqual(60)
    expect(response.headers['retry-after']).toBe(String(retryAfter))
  })

  it('is limited per number, per address and in total, as administrators set it', async () => {
    await setSettings(server, {
      entry: { codesPerPhonePerHour: 2, codesPerAddressPerHour: 4, codesPerHour: 6 },
    })
    for (const _each of [1, 2]) {
      await ask()
      await ageCodes(120)
    }
    await expect(ask()).rejects.toMatchObject({
      code: 'too_many_codes',
      details: { retryAfter: expect.any(Number) },
    })
    await ask(String(++last))
    await ask(String(++last))
    await expect(ask(String(++last))).rejects.toThrow('too_many_codes')
    await ask(String(++last), '192.0.2.1')
    await ask(String(++last), '192.0.2.2')
    await expect(ask(String(++last), '192.0.2.3')).rejects.toThrow('too_many_codes')
    await setSettings(server, {
      entry: { codesPerPhonePerHour: 5, codesPerAddressPerHour: 20, codesPerHour: 500 },
    })
  })

  it('counts a household behind IPv6 as one address', async () => {
    await setSettings(server, {
      entry: { codesPerPhonePerHour: 5, codesPerAddressPerHour: 1, codesPerHour: 500 },
    })
    await ask(phone, '2001:db8:1:2::1')
    await expect(ask(String(++last), '2001:db8:1:2::99')).rejects.toThrow('too_many_codes')
    await ask(String(++last), '2001:db8:1:3::1')
    await setSettings(server, {
      entry: { codesPerPhonePerHour: 5, codesPerAddressPerHour: 20, codesPerHour: 500 },
    })
  })

  it('a thousand times at once sends one message', async () => {
    const asked = await Promise.allSettled(Array.from({ length: 1_000 }, () => ask()))
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const sent = await server.ctx.db
      .selectFrom('smsMessages')
      .select('id')
      .where('phone', '=', phone)
      .execute()
    expect(sent).toHaveLength(1)
  })

  it('keeps codes hashed, a day at most', async () => {
    await ask()
    const code = await phoneCode(office, phone)
    const { codeHash } = await server.ctx.db
      .selectFrom('oneTimeCodes')
      .select('codeHash')
      .where('phone', '=', phone)
      .executeTakeFirstOrThrow()
    expect(codeHash).toHaveLength(32)
    expect(codeHash.includes(code)).toBe(false)
    await ageCodes(25 * 3_600)
    await ask(String(++last))
    const rows = await server.ctx.db
      .selectFrom('oneTimeCodes')
      .selectAll()
      .where('phone', 'in', [phone, String(last)])
      .execute()
    expect(rows.map((row) => row.phone)).toEqual([String(last)])
  })

  it.each([{}, { phone: '123' }, { phone: '15618293093', more: 1 }, { phone: 15618293093 }])(
    'refuses %j',
    async (body) => {
      const response = await server.client().send('POST /api/customer/phone/code', { body })
      expect([response.statusCode, codeOf(response)]).toEqual([400, 'invalid_input'])
    },
  )
})

describe('proving the phone', () => {
  it('shows its open orders, newest first, and every business item; again from the cookie', async () => {
    const first = await office.createOrder({ contactPhone: phone })
    const second = await office.createOrder({
      contactPhone: phone,
      businessItemId: office.items.claim,
    })
    const closed = await office.createOrder({ contactPhone: phone })
    await office.agent.call('POST /api/work-orders/:id/revoke', {
      params: { id: closed.id },
      body: { version: closed.version },
    })
    await office.createOrder()
    await ask()
    const browser = server.client()
    const response = await verify(browser, await phoneCode(office, phone))
    const choice = response.json<{ orders: { workOrderId: string }[] }>()
    expect(choice.orders.map((order) => order.workOrderId)).toEqual([second.id, first.id])
    expect(choice).toMatchObject({
      phone: `139****${phone.slice(-4)}`,
      orders: [
        { taskNumber: second.taskNumber, businessType: '理赔', status: 'pending' },
        { taskNumber: first.taskNumber, businessItem: '变更投保人' },
      ],
      businessTypes: [
        { name: '保全', items: [{ name: '变更投保人' }, { name: '变更受益人' }] },
        { name: '理赔', items: [{ name: '医疗理赔' }] },
      ],
    })
    expect(response.body).not.toContain(phone)
    const again = await browser.call('GET /api/customer/phone')
    expect({ ...again, serverTime: '' }).toEqual({ ...choice, serverTime: '' })
    const cookie = response.cookies.find(({ name }) => name === 'vd_phone')
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' })
    const minutes = ((cookie?.expires?.getTime() ?? 0) - Date.now()) / 60_000
    expect(minutes).toBeGreaterThan(13)
    expect(minutes).toBeLessThanOrEqual(15)
  })

  it('needs the newest code', async () => {
    await ask()
    const old = await phoneCode(office, phone)
    await ageCodes(120)
    await ask()
    const code = await phoneCode(office, phone)
    if (old !== code) await expect(guess(old)).rejects.toThrow('wrong_code')
    await expect(guess(code)).resolves.toEqual(expect.any(String))
  })

  it('works once per code, also for two devices at once', async () => {
    await ask()
    const code = await phoneCode(office, phone)
    const both = await Promise.allSettled([guess(code), guess(code)])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    await expect(guess(code)).rejects.toThrow('wrong_code')
  })

  it('takes few guesses: a thousand wrong ones change nothing, nor does the right one after them', async () => {
    await ask()
    const code = await phoneCode(office, phone)
    const tries = await Promise.allSettled(Array.from({ length: 1_000 }, () => guess(other(code))))
    expect(tries.every((each) => each.status === 'rejected')).toBe(true)
    await expect(guess(code)).rejects.toThrow('wrong_code')
    const proofs = await server.ctx.db
      .selectFrom('phoneProofs')
      .select('id')
      .where('phone', '=', phone)
      .execute()
    expect(proofs).toEqual([])
    const spent = await server.ctx.db
      .selectFrom('oneTimeCodes')
      .select(['attempts', 'usedAt'])
      .where('phone', '=', phone)
      .execute()
    expect(spent).toEqual([{ attempts: 5, usedAt: null }])
  })

  it('expires with the code', async () => {
    await ask()
    const code = await phoneCode(office, phone)
    await server.ctx.db
      .updateTable('oneTimeCodes')
      .set({ expiresAt: new Date() })
      .where('phone', '=', phone)
      .execute()
    await expect(guess(code)).rejects.toThrow('wrong_code')
  })

  it('is refused alike for a wrong code and for a number that never asked', async () => {
    await ask()
    const wrong = await verify(server.client(), other(await phoneCode(office, phone)))
    phone = String(++last)
    const never = await verify(server.client(), '123456')
    expect([wrong.statusCode, codeOf(wrong)]).toEqual([403, 'wrong_code'])
    expect(never.body).toBe(wrong.body)
  })

  it('does not make the code of an order good for its phone', async () => {
    const order = await office.createOrder({ contactPhone: phone })
    const token = await office.linkToken(order.taskNumber)
    await server.client().call('POST /api/customer/code', { body: { token } })
    await expect(guess(await office.code(order.taskNumber))).rejects.toThrow('wrong_code')
  })

  it('lasts a quarter of an hour', async () => {
    const browser = await provenBrowser(server, office, phone)
    await server.ctx.db
      .updateTable('phoneProofs')
      .set({ expiresAt: new Date() })
      .where('phone', '=', phone)
      .execute()
    const response = await browser.send('GET /api/customer/phone')
    expect([response.statusCode, codeOf(response)]).toEqual([401, 'phone_unproven'])
    const body = { itemId: office.items.service }
    expect(codeOf(await browser.send('POST /api/customer/phone/enter', { body }))).toBe(
      'phone_unproven',
    )
  })

  it.each([{}, { phone: '13900000000' }, { phone: '13900000000', code: '12345' }])(
    'refuses %j',
    async (body) => {
      const response = await server.client().send('POST /api/customer/phone/verify', { body })
      expect([response.statusCode, codeOf(response)]).toEqual([400, 'invalid_input'])
    },
  )

  it('is asked of whoever has no cookie, or one of somebody’s making', async () => {
    const browser = server.client()
    expect(codeOf(await browser.send('GET /api/customer/phone'))).toBe('phone_unproven')
    browser.cookies.set('vd_phone', 'A'.repeat(22))
    expect(codeOf(await browser.send('GET /api/customer/phone'))).toBe('phone_unproven')
  })
})

describe('the log', () => {
  it('holds neither phone nor code, not even where the database fails', async () => {
    let logged = ''
    const sink = new Writable({
      write(chunk, _encoding, done) {
        logged += String(chunk)
        done()
      },
    })
    const log = pino(logOptions('trace'), sink) as AppContext['log']
    const ctx = { ...server.ctx, log }
    await askPhoneCode({ ctx, phone, address: '127.0.0.1' })
    const code = await phoneCode(office, phone)
    await expect(provePhone({ ctx, phone, code: other(code), device })).rejects.toThrow()
    await provePhone({ ctx, phone, code, device })
    const failure = await server.ctx.db
      .insertInto('oneTimeCodes')
      .values({ id: 'x', phone, codeHash: Buffer.from(code), expiresAt: new Date() })
      .execute()
      .catch((cause: unknown) => cause)
    ctx.log.error({ err: failure })
    expect(logged).toContain('invalid input syntax')
    for (const secret of [phone, code]) expect(logged).not.toContain(secret)
  })

  it('of audits holds the phone masked', async () => {
    await provenBrowser(server, office, phone)
    const rows = await server.ctx.db
      .selectFrom('auditLog')
      .select('details')
      .where('action', 'in', ['sms.send', 'phone.verify'])
      .execute()
    expect(JSON.stringify(rows)).not.toContain(phone)
    expect(JSON.stringify(rows)).toContain(`139****${phone.slice(-4)}`)
  })
})

describe('what the page shows before any code', () => {
  it('is the same for everybody', async () => {
    const shown = await server.client().call('GET /api/customer/front')
    expect(shown).toMatchObject({
      institution: { name: '远程视频柜面' },
      notice: { version: 1 },
      opening: { open: true, opensAt: null, full: false },
    })
  })
})
