import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openOffice, type Office } from '../../testing/office.ts'
import { codeOf } from '../../testing/test-client.ts'
import { createTestServer, type TestServer } from '../../testing/test-server.ts'
import { askForReport } from './reports.ts'
import { createSimulator } from './simulator.ts'
import { createTencent } from './tencent/carrier.ts'
import { type FakeTencent, startFakeTencent } from './tencent/fake-tencent.ts'

let fake: FakeTencent
let server: TestServer
let office: Office
let orderId: string
let message: { id: string; carrierId: string }
beforeAll(async () => {
  fake = await startFakeTencent()
  const sms = createTencent(fake.config)
  server = await createTestServer({ sms }, { sms: fake.config, publicUrl: 'https://v.example' })
  office = await openOffice(server)
})
afterAll(async () => {
  await server.close()
  await fake.close()
})
beforeEach(async () => {
  orderId = (await office.createOrder()).id
  await expect.poll(async () => (await page()).lastStatus, { timeout: 10_000 }).toBe('sent')
  fake.reports.length = 0
  const row = await server.ctx.db
    .selectFrom('smsMessages')
    .select(['id', 'carrierId'])
    .where('workOrderId', '=', orderId)
    .executeTakeFirstOrThrow()
  message = { id: row.id, carrierId: row.carrierId ?? '' }
})

const page = async () =>
  (await office.agent.call('GET /api/work-orders/:id', { params: { id: orderId } })).sms
const report = (more: Record<string, string> = {}) => ({
  user_receive_time: '2026-11-23 09:03:04',
  nationcode: '86',
  mobile: '15618293093',
  report_status: 'SUCCESS',
  errmsg: 'DELIVRD',
  description: '用户短信送达成功',
  sid: message.carrierId,
  ...more,
})
/** As the carrier does it: without any header of ours. */
const post = (body: unknown, token = fake.config.reportToken ?? '', headers = {}) =>
  server.client().raw({
    method: 'POST',
    url: `/api/sms/reports/${token}`,
    headers: { 'x-veridesk': '', 'content-type': 'application/json', ...headers },
    payload: JSON.stringify(body),
  })
const audited = () =>
  server.ctx.db
    .selectFrom('auditLog')
    .select(['action', 'actorKind', 'details'])
    .where('targetId', '=', message.id)
    .where('action', 'in', ['sms.delivered', 'sms.undelivered'])
    .execute()

it('a new order is sent with the token alone in the parameters', async () => {
  const body = fake.asked.at(-1)?.body
  expect(body?.['PhoneNumberSet']).toEqual(['+8615618293093'])
  const parameters = ['保全', expect.stringMatching(/^[\w-]{22}$/), '72']
  expect(body?.['TemplateParamSet']).toEqual(parameters)
})

describe('a posted report', () => {
  it('makes the message delivered, tells the page and the log, and is answered as asked', async () => {
    const heard: string[] = []
    const stop = server.ctx.bus.onNotification(({ topic }) => heard.push(topic))
    const response = await post([report()])
    expect([response.statusCode, response.json()]).toEqual([200, { result: 0, errmsg: 'OK' }])
    expect(await page()).toMatchObject({ lastStatus: 'delivered', lastFailure: null })
    await expect.poll(() => heard, { timeout: 5_000 }).toContain(`work-order:${orderId}`)
    stop()
    expect(await audited()).toEqual([
      { action: 'sms.delivered', actorKind: 'system', details: { kind: 'link' } },
    ])
  })

  it('makes it undelivered with what can be done about it', async () => {
    await post([report({ report_status: 'FAIL', errmsg: 'MK:0001', description: '空号' })])
    expect(await page()).toMatchObject({
      lastStatus: 'undelivered',
      lastFailure: 'invalid-number',
    })
    const details = { kind: 'link', failure: 'invalid-number', code: 'MK:0001' }
    expect(await audited()).toEqual([{ action: 'sms.undelivered', actorKind: 'system', details }])
    const given = { params: { id: orderId } }
    const { operations } = await office.agent.call('GET /api/work-orders/:id/records', given)
    expect(operations[0]?.action).toBe('sms.undelivered')
  })

  it('counts once, also where the same comes many times at once', async () => {
    const failed = report({ report_status: 'FAIL', errmsg: 'UNDELIV' })
    await post([report()])
    await Promise.all(Array.from({ length: 5 }, () => post([failed, report()])))
    expect((await page()).lastStatus).toBe('delivered')
    expect(await audited()).toHaveLength(1)
  })

  it('among those of other systems does its work, and theirs are left alone', async () => {
    const others = Array.from({ length: 998 }, (_, index) => report({ sid: `other-${index}` }))
    expect((await post([...others, report()])).statusCode).toBe(200)
    expect((await page()).lastStatus).toBe('delivered')
    expect((await post([])).statusCode).toBe(200)
  })

  it('is not found without the secret', async () => {
    for (const token of ['wrong', 'report-token-of-the-tesT', 'report-token-of-the-test2']) {
      const response = await post([report()], token)
      expect([response.statusCode, codeOf(response)]).toEqual([404, 'not_found'])
    }
    expect((await page()).lastStatus).toBe('sent')
  })

  it.each([
    ['no list', { sid: 'x' }],
    ['too many', Array.from({ length: 1_001 }, () => ({}))],
    ['another status', [{ sid: 'x', report_status: 'MAYBE', errmsg: '' }]],
    ['no id', [{ report_status: 'SUCCESS', errmsg: '' }]],
  ])('is refused where it is %s', async (_, body) => {
    const response = await post(body)
    expect([response.statusCode, codeOf(response)]).toEqual([400, 'invalid_input'])
  })

  it('of another site is refused', async () => {
    const origin = { origin: 'https://evil.example' }
    expect(codeOf(await post([report()], undefined, origin))).toBe('origin_refused')
  })
})

describe('a report that nobody posts', () => {
  const planned = async () => {
    const { rows } = await sql<{ count: number }>`select count(*) from graphile_worker.jobs
      where task_identifier = 'sms.ask-report'`.execute(server.ctx.db)
    return rows[0]?.count ?? 0
  }

  it('is planned to be asked for, and asked for', async () => {
    expect(await planned()).toBeGreaterThan(0)
    const { carrierId } = message
    fake.reports.push({ SerialNo: carrierId, ReportStatus: 'FAIL', Description: 'MI:0024' })
    await askForReport(server.ctx, { messageId: message.id, question: 0 })
    expect(await page()).toMatchObject({ lastStatus: 'undelivered', lastFailure: 'phone-off' })
  })

  it('is asked for again later, and no more after the last time', async () => {
    const before = await planned()
    await askForReport(server.ctx, { messageId: message.id, question: 0 })
    expect(await planned()).toBe(before + 1)
    await askForReport(server.ctx, { messageId: message.id, question: 6 })
    expect(await planned()).toBe(before + 1)
  })

  it('is not asked for where it came by itself', async () => {
    await post([report()])
    const before = fake.asked.length
    await askForReport(server.ctx, { messageId: message.id, question: 0 })
    expect(fake.asked).toHaveLength(before)
  })
})

it('the simulated carrier reports by itself, failing numbers too, and nobody else for it', async () => {
  const simulated = await createTestServer({ sms: createSimulator([1]) })
  try {
    const { createOrder, agent } = await openOffice(simulated)
    const given = { params: { token: 'report-token-of-the-test' }, body: [] }
    const posted = await simulated.client().send('POST /api/sms/reports/:token', given)
    expect(codeOf(posted)).toBe('not_found')
    for (const [contactPhone, sms] of [
      ['15618293093', { lastStatus: 'delivered', lastFailure: null }],
      ['13800130002', { lastStatus: 'undelivered', lastFailure: 'phone-off' }],
      ['13800130004', { lastStatus: 'failed', lastFailure: 'carrier-limit' }],
    ] as const) {
      const { id } = await createOrder({ contactPhone })
      const see = async () => (await agent.call('GET /api/work-orders/:id', { params: { id } })).sms
      await expect.poll(see, { timeout: 15_000 }).toMatchObject(sms)
    }
  } finally {
    await simulated.close()
  }
})
