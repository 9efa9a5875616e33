import { afterAll, beforeAll, expect, it } from 'vitest'
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

const send = (id: string) => office.agent.send('POST /api/work-orders/:id/sms', { params: { id } })

/** As if the order's messages were of an hour ago. */
const anHourLater = (workOrderId: string) =>
  server.ctx.db
    .updateTable('smsMessages')
    .set({ createdAt: new Date(Date.now() - 3_600_000) })
    .where('workOrderId', '=', workOrderId)
    .execute()

it('is refused within the cool-down and possible after it', async () => {
  const order = await office.createOrder()
  const early = await send(order.id)
  expect([early.statusCode, codeOf(early)]).toEqual([429, 'sms_cooling_down'])
  await anHourLater(order.id)
  const response = await send(order.id)
  expect(response.statusCode).toBe(200)
  expect(response.json()).toMatchObject({
    version: 0,
    sms: { lastStatus: 'queued', nextAllowedAt: expect.any(String) },
  })
})

it('brings a new link; the first one stays good', async () => {
  const order = await office.createOrder()
  const first = await office.linkToken(order.taskNumber)
  await anHourLater(order.id)
  await send(order.id)
  const second = await office.linkToken(order.taskNumber)
  expect(second).not.toBe(first)
  const customer = server.client()
  for (const token of [first, second])
    expect((await customer.send('POST /api/customer/enter', { body: { token } })).statusCode).toBe(
      200,
    )
})

it('sends one message where two people press at once', async () => {
  const order = await office.createOrder()
  await anHourLater(order.id)
  const both = await Promise.all([send(order.id), send(order.id)])
  expect(both.map((response) => response.statusCode).toSorted((a, b) => a - b)).toEqual([200, 429])
})

it('still works after the business item was deleted', async () => {
  const order = await office.createOrder()
  await anHourLater(order.id)
  const { db } = server.ctx
  await db.updateTable('businessItems').set({ deletedAt: new Date() }).execute()
  expect((await send(order.id)).statusCode).toBe(200)
})

it('is not found where the order is not', async () => {
  const response = await send('0197f0a0-0000-7000-8000-000000000000')
  expect([response.statusCode, codeOf(response)]).toEqual([404, 'not_found'])
})
