import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  agentPage,
  agentRow,
  callRow,
  customerOf,
  customerPage,
  outcomesOf,
  queue,
  setSettings,
  untilAgent,
  untilCall,
  type Customer,
  type Page,
} from '../../testing/calling.ts'
import { openOffice, type Office } from '../../testing/office.ts'
import { createTestServer, type TestServer } from '../../testing/test-server.ts'

let server: TestServer
let office: Office
beforeAll(async () => {
  server = await createTestServer()
  office = await openOffice(server)
  await setSettings(server, {
    leaseSeconds: 1,
    graceSeconds: 2,
    ringSeconds: 600,
    declineRestSeconds: 1,
  })
})
afterAll(() => server.close())

let customer: Customer
let callId: string
let atCustomer: Page
let atAgent: Page
beforeEach(async () => {
  atAgent = agentPage(server, office.agentId)
  await untilAgent(server, office.agentId, ['idle', 'paused', 'wrap-up'])
  await fillAll()
  await office.agent.call('PUT /api/me/state', { body: { state: 'idle' } })
  customer = await customerOf(server, office)
  atCustomer = customerPage(server, customer)
  callId = await queue(customer)
  await untilCall(server, callId, 'ringing')
})
afterEach(async () => {
  const params = { id: callId }
  await customer.browser.send('POST /api/customer/calls/:id/cancel', { params })
  await customer.browser.send('POST /api/customer/calls/:id/end', { params })
  await atCustomer.vanish()
  await atAgent.vanish()
})

async function fillAll() {
  const { agent } = await office.agent.call('GET /api/me')
  for (const id of agent?.unfilledCallIds ?? [])
    await office.agent.call('PUT /api/calls/:id/disposition', {
      params: { id },
      body: { outcome: 'normal' },
    })
}

const answer = () => office.agent.call('POST /api/calls/:id/answer', { params: { id: callId } })
const agentState = async () => (await agentRow(server, office.agentId)).state

describe('a ringing call', () => {
  it('that nobody answers in time goes back to its place, and rings again after the rest', async () => {
    const { queuedAt } = await callRow(server, callId)
    await server.ctx.db
      .updateTable('calls')
      .set({ ringExpiresAt: new Date(Date.now() - 1_000) })
      .where('id', '=', callId)
      .execute()
    await untilCall(server, callId, 'queued')
    expect(await outcomesOf(server, callId)).toEqual(['missed'])
    expect((await untilCall(server, callId, 'ringing')).queuedAt).toEqual(queuedAt)
    expect(await outcomesOf(server, callId)).toEqual(['missed', null])
  })

  it('goes back to the queue where the agent’s page vanishes, who is offline then', async () => {
    await atAgent.vanish()
    await untilCall(server, callId, 'queued')
    expect(await outcomesOf(server, callId)).toEqual(['agent-lost'])
    await expect.poll(agentState, { timeout: 8_000 }).toBe('offline')
    atAgent = agentPage(server, office.agentId)
    await untilCall(server, callId, 'ringing')
  })

  it('ends as abandoned where the customer’s page stays away', async () => {
    await atCustomer.vanish()
    expect(await untilCall(server, callId, 'ended')).toMatchObject({
      endReason: 'abandoned',
      disposition: null,
      agentId: null,
    })
    expect(await outcomesOf(server, callId)).toEqual(['withdrawn'])
    expect(await agentState()).toBe('idle')
  })
})

describe('an active call', () => {
  it('ends as lost by the customer, unfilled, where its page stays away', async () => {
    await answer()
    await atCustomer.vanish()
    expect(await untilCall(server, callId, 'ended')).toMatchObject({
      endReason: 'customer-lost',
      disposition: 'unfilled',
    })
    expect(await agentState()).toBe('wrap-up')
  })

  it('ends as lost by the agent, who is offline then and wraps up after the return', async () => {
    await answer()
    await atAgent.vanish()
    expect(await untilCall(server, callId, 'ended')).toMatchObject({
      endReason: 'agent-lost',
      disposition: 'unfilled',
    })
    await expect.poll(agentState, { timeout: 8_000 }).toBe('offline')
    atAgent = agentPage(server, office.agentId)
    await expect.poll(agentState, { timeout: 8_000 }).toBe('wrap-up')
  })

  it('in which nobody has media ends, both pages being there', async () => {
    await setSettings(server, { mediaLostSeconds: 1 })
    await answer()
    const ended = await untilCall(server, callId, 'ended')
    await setSettings(server, { mediaLostSeconds: 120 })
    expect(ended).toMatchObject({ endReason: 'media-lost', disposition: 'unfilled' })
  })

  it('says who is missing, and goes on where the page comes back in time', async () => {
    await answer()
    const customersSide = async () =>
      (await customer.call()).media?.participants.find((each) => each.role === 'customer')
    expect(await customersSide()).toMatchObject({ present: true })
    await atCustomer.vanish()
    await expect.poll(async () => (await customersSide())?.present, { timeout: 8_000 }).toBe(false)
    expect((await customersSide())?.missingSince).not.toBeNull()
    atCustomer = customerPage(server, customer)
    await expect.poll(async () => (await customersSide())?.present, { timeout: 8_000 }).toBe(true)
    await expect
      .poll(async () => (await callRow(server, callId)).status, { timeout: 2_500 })
      .toBe('active')
  })
})

describe('a queued call', () => {
  it('of a closed order is refused', async () => {
    await office.agent.call('PUT /api/me/state', { body: { state: 'paused' } })
    await untilCall(server, callId, 'queued')
    await server.ctx.db
      .updateTable('workOrders')
      .set({ status: 'completed' })
      .where('id', '=', customer.order.id)
      .execute()
    expect(await untilCall(server, callId, 'ended')).toMatchObject({ endReason: 'refused' })
  })

  it('keeps its place while the customer is away, and is not offered', async () => {
    await setSettings(server, { graceSeconds: 60 })
    await office.agent.call('PUT /api/me/state', { body: { state: 'paused' } })
    await untilCall(server, callId, 'queued')
    await atCustomer.vanish()
    const away = async () =>
      (
        await server.ctx.db
          .selectFrom('seats')
          .select('leaseUntil')
          .where('id', '=', customer.seatId)
          .executeTakeFirstOrThrow()
      ).leaseUntil!.getTime() < Date.now()
    await expect.poll(away, { timeout: 8_000 }).toBe(true)
    await office.agent.call('PUT /api/me/state', { body: { state: 'idle' } })
    // Another customer, later in the queue, is rung for meanwhile.
    const later = await customerOf(server, office)
    const pageOfLater = customerPage(server, later)
    const laterId = await queue(later)
    await untilCall(server, laterId, 'ringing')
    expect((await callRow(server, callId)).status).toBe('queued')
    await later.browser.call('POST /api/customer/calls/:id/cancel', { params: { id: laterId } })
    await pageOfLater.vanish()
    atCustomer = customerPage(server, customer)
    await untilCall(server, callId, 'ringing')
    await setSettings(server, { graceSeconds: 2 })
  })
})
