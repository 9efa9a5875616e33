import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { queue, untilCall } from '../../testing/calling.ts'
import { openOffice, type Office } from '../../testing/office.ts'
import { codeOf, type TestClient } from '../../testing/test-client.ts'
import { createTestServer, type TestServer } from '../../testing/test-server.ts'
import { provenBrowser, walkInOf } from '../../testing/walk-ins.ts'

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
  await ageCodes(3_700)
})

const ageCodes = (seconds: number) =>
  server.ctx.db
    .updateTable('oneTimeCodes')
    .set({ createdAt: new Date(Date.now() - seconds * 1_000) })
    .where('createdAt', '>', new Date(Date.now() - 3_600_000))
    .execute()

describe('entering an order by phone', () => {
  const enter = (browser: TestClient, workOrderId: string) =>
    browser.send('POST /api/customer/phone/enter', { body: { workOrderId } })

  it('takes the seat, and comes back to it on the same device', async () => {
    const order = await office.createOrder({ contactPhone: phone })
    const browser = await provenBrowser(server, office, phone)
    const view = (await enter(browser, order.id)).json<object>()
    expect(view).toMatchObject({
      order: { businessType: '保全', businessItem: '变更投保人', callable: true },
      walkIn: false,
      opening: { open: true, opensAt: null, full: false },
      call: null,
    })
    const cookie = browser.cookies.get('vd_seat')
    await enter(browser, order.id)
    expect(browser.cookies.get('vd_seat')).toBe(cookie)
  })

  it('puts another device out, and its waiting call goes on here', async () => {
    const order = await office.createOrder({ contactPhone: phone })
    const first = server.client()
    const token = await office.linkToken(order.taskNumber)
    await first.call('POST /api/customer/enter', { body: { token } })
    await first.call('POST /api/customer/consent', { body: { noticeVersion: 1 } })
    const before = await first.call('POST /api/customer/calls')
    const browser = await provenBrowser(server, office, phone)
    const view = await browser.call('POST /api/customer/phone/enter', {
      body: { workOrderId: order.id },
    })
    expect(view.call).toMatchObject({ id: before.call?.id, status: 'queued' })
    expect(codeOf(await first.send('GET /api/customer/session'))).toBe('no_seat')
  })

  it('is refused for an order of another phone, of nobody, and one that is closed', async () => {
    const foreign = await office.createOrder()
    const closed = await office.createOrder({ contactPhone: phone })
    await office.agent.call('POST /api/work-orders/:id/revoke', {
      params: { id: closed.id },
      body: { version: closed.version },
    })
    const browser = await provenBrowser(server, office, phone)
    const refusals = []
    for (const id of [foreign.id, crypto.randomUUID(), closed.id]) {
      const response = await enter(browser, id)
      refusals.push([response.statusCode, codeOf(response)])
    }
    expect(refusals).toEqual([
      [404, 'not_found'],
      [404, 'not_found'],
      [410, 'link_order_closed'],
    ])
  })

  it.each([{}, { workOrderId: 'x' }, { itemId: 1 }, { workOrderId: phone, itemId: phone }])(
    'refuses %j',
    async (body) => {
      const browser = await provenBrowser(server, office, phone)
      const response = await browser.send('POST /api/customer/phone/enter', { body })
      expect([response.statusCode, codeOf(response)]).toEqual([400, 'invalid_input'])
    },
  )

  it('at the same moment on two devices leaves one of them with the seat', async () => {
    const order = await office.createOrder({ contactPhone: phone })
    const first = await provenBrowser(server, office, phone)
    await ageCodes(120)
    const second = await provenBrowser(server, office, phone)
    const entered = await Promise.all([enter(first, order.id), enter(second, order.id)])
    expect(entered.map(({ statusCode }) => statusCode)).toContain(200)
    const still = await Promise.all(
      [first, second].map((each) => each.send('GET /api/customer/session')),
    )
    expect(still.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 401])
  })
})

describe('entering with another matter', () => {
  it('is a walk-in: it has a phone and a matter, and no order', async () => {
    const { browser, seatId } = await walkInOf(server, office, phone, office.items.claim)
    const view = await browser.call('GET /api/customer/session')
    expect(view).toMatchObject({
      order: { businessType: '理赔', businessItem: '医疗理赔', callable: true },
      walkIn: true,
      consentedAt: expect.any(String),
    })
    const seat = await server.ctx.db
      .selectFrom('seats')
      .selectAll()
      .where('id', '=', seatId)
      .executeTakeFirstOrThrow()
    expect(seat).toMatchObject({ workOrderId: null, phone, itemId: office.items.claim })
  })

  it('has one live seat per phone: the newest device, and the waiting call goes on there', async () => {
    const first = await walkInOf(server, office, phone)
    const id = await queue(first)
    await ageCodes(120)
    const second = await walkInOf(server, office, phone, office.items.claim)
    expect(codeOf(await first.browser.send('GET /api/customer/session'))).toBe('no_seat')
    const view = await second.browser.call('GET /api/customer/session')
    // The matter stays what the call waits for.
    expect(view).toMatchObject({ order: { businessType: '保全' }, call: { id, status: 'queued' } })
  })

  it('may be another matter once nothing waits', async () => {
    const { browser } = await walkInOf(server, office, phone)
    const body = { itemId: office.items.claim }
    const view = await browser.call('POST /api/customer/phone/enter', { body })
    expect(view).toMatchObject({ order: { businessType: '理赔' }, consentedAt: null })
    const cookie = browser.cookies.get('vd_seat')
    await browser.call('POST /api/customer/phone/enter', { body })
    expect(browser.cookies.get('vd_seat')).toBe(cookie)
  })

  it('is refused for an item that there is not', async () => {
    const browser = await provenBrowser(server, office, phone)
    const body = { itemId: crypto.randomUUID() }
    const response = await browser.send('POST /api/customer/phone/enter', { body })
    expect([response.statusCode, codeOf(response)]).toEqual([400, 'unknown_business_item'])
  })

  it('waits as 客户 with nobody familiar, counted among the others', async () => {
    const earlier = await walkInOf(server, office, phone)
    await queue(earlier)
    phone = String(++last)
    await ageCodes(120)
    const customer = await walkInOf(server, office, phone)
    const id = await queue(customer)
    const row = await untilCall(server, id, 'queued')
    expect(row).toMatchObject({
      workOrderId: null,
      itemId: office.items.service,
      familiarIds: [],
    })
    expect((await customer.call()).ahead).toBeGreaterThan(0)
    const { name } = await server.ctx.db
      .selectFrom('participants')
      .select('name')
      .where('callId', '=', id)
      .executeTakeFirstOrThrow()
    expect(name).toBe('客户')
    await customer.browser.call('POST /api/customer/calls/:id/cancel', { params: { id } })
    expect((await customer.call()).endReason).toBe('cancelled')
  })
})
