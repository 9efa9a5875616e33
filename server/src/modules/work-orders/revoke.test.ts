import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { WorkOrder } from '@veridesk/contract'
import { openOffice, type Office } from '../../testing/office.ts'
import { codeOf, type TestClient } from '../../testing/test-client.ts'
import { createTestServer, type TestServer } from '../../testing/test-server.ts'

let server: TestServer
let office: Office
beforeAll(async () => {
  server = await createTestServer()
  office = await openOffice(server)
  // Nobody is rung while a call waits.
  for (const agent of [office.agent, office.claimAgent])
    await agent.call('PUT /api/me/state', { body: { state: 'paused' } })
})
afterAll(() => server.close())

let order: WorkOrder
beforeEach(async () => {
  order = await office.createOrder()
})

const revoke = (browser: TestClient, version = 0) =>
  browser.send('POST /api/work-orders/:id/revoke', { params: { id: order.id }, body: { version } })

async function customerQueues(): Promise<TestClient> {
  const customer = server.client()
  const token = await office.linkToken(order.taskNumber)
  const view = await customer.call('POST /api/customer/enter', { body: { token } })
  const body = { noticeVersion: view.notice.version }
  await customer.call('POST /api/customer/consent', { body })
  await customer.call('POST /api/customer/calls')
  return customer
}

describe('撤销', () => {
  it('closes the order for good', async () => {
    const response = await revoke(office.agent)
    expect(response.statusCode).toBe(200)
    expect(response.json()).toMatchObject({ status: 'revoked', version: 1 })
    const again = await revoke(office.agent, 1)
    expect([again.statusCode, codeOf(again)]).toEqual([409, 'order_closed'])
    const sms = await office.agent.send('POST /api/work-orders/:id/sms', {
      params: { id: order.id },
    })
    expect([sms.statusCode, codeOf(sms)]).toEqual([409, 'order_closed'])
  })

  it('happens once where two people press at once', async () => {
    const both = await Promise.all([revoke(office.agent), revoke(office.admin)])
    expect(both.map((response) => response.statusCode).toSorted((a, b) => a - b)).toEqual([
      200, 409,
    ])
    const rows = await server.ctx.db
      .selectFrom('auditLog')
      .select('id')
      .where('workOrderId', '=', order.id)
      .where('action', '=', 'work-order.revoke')
      .execute()
    expect(rows).toHaveLength(1)
  })

  it('is refused to who looked at an older state', async () => {
    const response = await revoke(office.agent, 7)
    expect([response.statusCode, codeOf(response)]).toEqual([409, 'stale_version'])
  })

  it('is not found by who does not see the order', async () => {
    const response = await revoke(office.claimAgent)
    expect([response.statusCode, codeOf(response)]).toEqual([404, 'not_found'])
  })

  it('ends the wait of a customer in the queue', async () => {
    const customer = await customerQueues()
    expect((await revoke(office.agent)).statusCode).toBe(200)
    const view = await customer.call('GET /api/customer/session')
    expect(view.order.callable).toBe(false)
    expect(view.call).toMatchObject({ status: 'ended', endReason: 'refused' })
    const again = await customer.send('POST /api/customer/calls')
    expect([again.statusCode, codeOf(again)]).toEqual([410, 'link_order_closed'])
  })

  it.each(['ringing', 'active'] as const)('is refused while a call is %s', async (status) => {
    await customerQueues()
    await server.ctx.db
      .updateTable('calls')
      .set({
        status,
        agentId: office.agentId,
        ringExpiresAt: status === 'ringing' ? '2100-01-01' : null,
        answeredAt: status === 'active' ? new Date() : null,
      })
      .where('workOrderId', '=', order.id)
      .execute()
    const response = await revoke(office.agent)
    expect([response.statusCode, codeOf(response)]).toEqual([409, 'order_in_call'])
    await server.ctx.db
      .updateTable('calls')
      .set({
        status: 'ended',
        ringExpiresAt: null,
        endedAt: new Date(),
        endReason: 'agent-hung-up',
      })
      .where('workOrderId', '=', order.id)
      .execute()
  })

  it('and a customer who queues at the same moment end in one consistent state', async () => {
    for (let round = 0; round < 10; round += 1) {
      order = await office.createOrder()
      const customer = server.client()
      const token = await office.linkToken(order.taskNumber)
      await customer.call('POST /api/customer/enter', { body: { token } })
      await customer.call('POST /api/customer/consent', { body: { noticeVersion: 1 } })
      const [revoked] = await Promise.all([
        revoke(office.agent),
        customer.send('POST /api/customer/calls'),
      ])
      const view = await customer.call('GET /api/customer/session')
      const waiting = view.call?.status === 'queued'
      expect(revoked.statusCode).toBe(waiting ? 409 : 200)
      expect(view.order.callable).toBe(waiting)
    }
  })
})
