import { afterAll, beforeAll, expect, it } from 'vitest'
import { openOffice, type Office } from '../../testing/office.ts'
import { createTestServer, type TestServer } from '../../testing/test-server.ts'
import { notify } from '../../platform/realtime/bus.ts'
import { renewSeatLease } from './service.ts'

let server: TestServer
let office: Office
let heard: string[] = []
beforeAll(async () => {
  server = await createTestServer()
  office = await openOffice(server)
  await office.agent.call('PUT /api/me/state', { body: { state: 'paused' } })
  server.ctx.bus.onNotification(({ topic }) => heard.push(topic))
})
afterAll(() => server.close())

async function seated() {
  const order = await office.createOrder()
  const customer = server.client()
  const token = await office.linkToken(order.taskNumber)
  await customer.call('POST /api/customer/enter', { body: { token } })
  const seat = () =>
    server.ctx.db
      .selectFrom('seats')
      .selectAll()
      .where('workOrderId', '=', order.id)
      .executeTakeFirstOrThrow()
  return { customer, seat }
}

/** Whatever was notified before this has been heard when it returns. */
async function hearAll(): Promise<string[]> {
  const mark = `mark-${crypto.randomUUID()}`
  await notify(server.ctx.db, mark, 0)
  await expect.poll(() => heard, { timeout: 5_000 }).toContain(mark)
  return heard.filter((topic) => topic !== mark)
}

it('says that the page is there for ten more seconds, quietly while it stays', async () => {
  const { seat } = await seated()
  heard = []
  const { id, version } = await seat()
  await renewSeatLease(server.ctx, id)
  const arrived = await seat()
  const ahead = Number(arrived.leaseUntil) - Date.now()
  expect(ahead).toBeGreaterThan(8_000)
  expect(ahead).toBeLessThan(11_000)
  expect(arrived.version).toBe(version + 1)
  expect(await hearAll()).toContain('routing')

  heard = []
  await renewSeatLease(server.ctx, id)
  expect((await seat()).version).toBe(version + 1)
  expect(await hearAll()).not.toContain('routing')
})

it('tells the call and the routing when a page comes back after it was gone', async () => {
  const { customer, seat } = await seated()
  await customer.call('POST /api/customer/consent', { body: { noticeVersion: 1 } })
  const { call } = await customer.call('POST /api/customer/calls')
  const { id } = await seat()
  await renewSeatLease(server.ctx, id)
  const lapsed = { leaseUntil: new Date(Date.now() - 1_000) }
  await server.ctx.db.updateTable('seats').set(lapsed).where('id', '=', id).execute()
  heard = []
  await renewSeatLease(server.ctx, id)
  expect(await hearAll()).toEqual(expect.arrayContaining(['routing', `call:${call?.id}`]))
})

it('does not bring back a seat that has ended', async () => {
  const { seat } = await seated()
  const { id } = await seat()
  const ended = { endedAt: new Date() }
  await server.ctx.db.updateTable('seats').set(ended).where('id', '=', id).execute()
  await renewSeatLease(server.ctx, id)
  expect((await seat()).leaseUntil).toBeNull()
})
