import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { WorkOrder } from '@veridesk/contract'
import { openOffice, type Office } from '../../testing/office.ts'
import { codeOf } from '../../testing/test-client.ts'
import { createTestServer, type TestServer } from '../../testing/test-server.ts'

let server: TestServer
let office: Office
beforeAll(async () => {
  server = await createTestServer()
  office = await openOffice(server)
})
afterAll(() => server.close())

let order: WorkOrder
let token: string
beforeEach(async () => {
  order = await office.createOrder()
  token = await office.linkToken(order.taskNumber)
})

const enter = (browser = server.client(), link = token) =>
  browser.send('POST /api/customer/enter', { body: { token: link } })

describe('a link', () => {
  it('gives the first device the seat, in a cookie that scripts cannot read', async () => {
    const customer = server.client()
    const response = await enter(customer)
    expect(response.json()).toMatchObject({
      institution: { name: '远程视频柜面' },
      notice: { version: 1 },
      order: { businessType: '保全', businessItem: '变更投保人', callable: true },
      consentedAt: null,
      call: null,
    })
    const cookie = response.cookies.find((one) => one.name === 'vd_seat')
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' })
    expect((await customer.send('GET /api/customer/session')).statusCode).toBe(200)
  })

  it('tells the customer no personal data', async () => {
    const { body } = await enter()
    for (const secret of ['邓', '15618293093', '20201234', order.id])
      expect(body).not.toContain(secret)
  })

  it('lets the same device come back, without another entry in the records', async () => {
    const customer = server.client()
    for (let count = 0; count < 3; count += 1) expect((await enter(customer)).statusCode).toBe(200)
    const params = { id: order.id }
    const { operations } = await office.agent.call('GET /api/work-orders/:id/records', { params })
    const opened = operations.filter((row) => row.action === 'link.open')
    expect(opened.map((row) => row.actor)).toEqual(['客户'])
  })

  it('is refused to a second device', async () => {
    await enter()
    const response = await enter()
    expect([response.statusCode, codeOf(response)]).toEqual([409, 'link_other_device'])
    expect(response.cookies).toEqual([])
  })

  it('goes to one of many devices that open it at once', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => enter()))
    const statuses = answers.map((response) => response.statusCode)
    expect(statuses.filter((status) => status === 200)).toHaveLength(1)
    expect(statuses.filter((status) => status === 409)).toHaveLength(7)
    const seats = await server.ctx.db
      .selectFrom('seats')
      .select('id')
      .where('workOrderId', '=', order.id)
      .execute()
    expect(seats).toHaveLength(1)
  })

  it('is not open to a device that only has the seat of another order', async () => {
    await enter()
    const customer = server.client()
    const other = await office.createOrder()
    await enter(customer, await office.linkToken(other.taskNumber))
    expect(codeOf(await enter(customer))).toBe('link_other_device')
  })

  it('is invalid when altered', async () => {
    const altered = (token.startsWith('A') ? 'B' : 'A') + token.slice(1)
    const response = await enter(server.client(), altered)
    expect([response.statusCode, codeOf(response)]).toEqual([404, 'link_invalid'])
    expect(codeOf(await enter(server.client(), '../../../etc'))).toBe('invalid_input')
  })

  it('expires', async () => {
    await server.ctx.db
      .updateTable('links')
      .set({ expiresAt: new Date(Date.now() - 1_000) })
      .where('workOrderId', '=', order.id)
      .execute()
    const response = await enter()
    expect([response.statusCode, codeOf(response)]).toEqual([410, 'link_expired'])
  })

  it.each(['completed', 'revoked'] as const)('is refused once the order is %s', async (status) => {
    const customer = server.client()
    await enter(customer)
    await server.ctx.db
      .updateTable('workOrders')
      .set({ status })
      .where('id', '=', order.id)
      .execute()
    const response = await enter()
    expect([response.statusCode, codeOf(response)]).toEqual([410, 'link_order_closed'])
    // Whoever is in already keeps the page, which says that no call is possible.
    const view = await customer.call('GET /api/customer/session')
    expect(view.order.callable).toBe(false)
  })
})

describe('a seat', () => {
  const setSeat = (set: { endedAt: Date } | { createdAt: Date; leaseUntil: Date }) =>
    server.ctx.db.updateTable('seats').set(set).where('workOrderId', '=', order.id).execute()

  it('is gone for a device that was away for 12 hours', async () => {
    const customer = server.client()
    await enter(customer)
    const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000)
    await setSeat({ createdAt: hoursAgo(30), leaseUntil: hoursAgo(11.9) })
    expect((await customer.send('GET /api/customer/session')).statusCode).toBe(200)
    await setSeat({ createdAt: hoursAgo(30), leaseUntil: hoursAgo(12.1) })
    const response = await customer.send('GET /api/customer/session')
    expect([response.statusCode, codeOf(response)]).toEqual([401, 'no_seat'])
    // The link still belongs to that device: only the code helps.
    expect(codeOf(await enter(customer))).toBe('link_other_device')
  })

  it('is gone with a cookie that nobody gave out', async () => {
    const stranger = server.client()
    stranger.cookies.set('vd_seat', 'AAAAAAAAAAAAAAAAAAAAAA')
    expect(codeOf(await stranger.send('GET /api/customer/session'))).toBe('no_seat')
  })
})
