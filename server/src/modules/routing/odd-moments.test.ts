import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  agentPage,
  callRow,
  customerOf,
  customerPage,
  queue,
  setSettings,
  untilCall,
  type Customer,
  type Page,
} from '../../testing/calling.ts'
import { openOffice, type Office } from '../../testing/office.ts'
import { codeOf, TestClient } from '../../testing/test-client.ts'
import { createTestServer, type TestServer } from '../../testing/test-server.ts'
import { groupsOfAccounts, setGroupsOf } from '../groups/membership.ts'

/** The process' own clock is an hour fast: nothing that is due may go by it. */
const anHourFast = { now: () => new Date(Date.now() + 3_600_000) }

let server: TestServer
let office: Office
let page: Page
let groupIds: string[]
beforeAll(async () => {
  server = await createTestServer({ clock: anHourFast })
  office = await openOffice(server)
  page = agentPage(server, office.agentId)
  await setSettings(server, { ringSeconds: 600 })
  const groups = await groupsOfAccounts(server.ctx.db, [office.agentId])
  groupIds = (groups.get(office.agentId) ?? []).map(({ id }) => id)
})
afterAll(async () => {
  await page.vanish()
  await server.close()
})

const pages: Page[] = []
async function waiting(): Promise<{ customer: Customer; id: string }> {
  const customer = await customerOf(server, office)
  pages.push(customerPage(server, customer))
  return { customer, id: await queue(customer) }
}
const inGroups = (ids: string[]) =>
  server.ctx.db.transaction().execute((tx) => setGroupsOf(tx, office.agentId, ids))
const answer = (agent: TestClient, id: string) =>
  agent.send('POST /api/calls/:id/answer', { params: { id } })

beforeEach(async () => {
  const { agent } = await office.agent.call('GET /api/me')
  for (const id of agent?.unfilledCallIds ?? [])
    await office.agent.call('PUT /api/calls/:id/disposition', {
      params: { id },
      body: { outcome: 'normal' },
    })
  await office.agent.call('PUT /api/me/state', { body: { state: 'idle' } })
})
afterEach(async () => {
  await Promise.all(pages.splice(0).map((each) => each.vanish()))
  const live = await server.ctx.db
    .selectFrom('calls')
    .select('id')
    .where('status', '<>', 'ended')
    .execute()
  for (const { id } of live)
    await office.admin.send('POST /api/calls/:id/force-end', { params: { id }, body: {} })
  await inGroups(groupIds)
})

describe('whoever is a moment too late', () => {
  it('answers a call that was cancelled: it is over, and the next one rings', async () => {
    const first = await waiting()
    await untilCall(server, first.id, 'ringing')
    const next = await waiting()
    await first.customer.browser.call('POST /api/customer/calls/:id/cancel', {
      params: { id: first.id },
    })
    const late = await answer(office.agent, first.id)
    expect([late.statusCode, codeOf(late)]).toEqual([409, 'call_ended'])
    await untilCall(server, next.id, 'ringing')
  })

  it('cancels and answers at the same time: exactly one of both happens', async () => {
    const { customer, id } = await waiting()
    await untilCall(server, id, 'ringing')
    const [answered, cancelled] = await Promise.all([
      answer(office.agent, id),
      customer.browser.send('POST /api/customer/calls/:id/cancel', { params: { id } }),
    ])
    const { status, endReason } = await callRow(server, id)
    if (answered.statusCode === 200) {
      expect([codeOf(cancelled), status]).toEqual(['call_in_progress', 'active'])
    } else {
      expect([codeOf(answered), status, endReason]).toEqual(['call_ended', 'ended', 'cancelled'])
      expect(cancelled.statusCode).toBe(200)
    }
  })
})

it('of two tabs of one agent one declines and the other answers: exactly one of both happens', async () => {
  const { id } = await waiting()
  await untilCall(server, id, 'ringing')
  const tab = new TestClient(server.app.http)
  for (const [name, value] of office.agent.cookies) tab.cookies.set(name, value)
  const [answered, declined] = await Promise.all([
    answer(office.agent, id),
    tab.send('POST /api/calls/:id/decline', { params: { id } }),
  ])
  const { status, agentId } = await callRow(server, id)
  if (answered.statusCode === 200) {
    expect([codeOf(declined), status]).toEqual(['call_not_ringing', 'active'])
    expect(agentId).toBe(office.agentId)
  } else {
    expect([codeOf(answered), status]).toEqual(['call_not_ringing', 'queued'])
    expect(declined.statusCode).toBe(204)
  }
})

it('a process whose clock is an hour fast rings for as long as the others, and says that it is not ready', async () => {
  const { customer, id } = await waiting()
  const { ringExpiresAt, queuedAt } = await untilCall(server, id, 'ringing')
  const left = (ringExpiresAt?.getTime() ?? 0) - Date.now()
  expect(left).toBeGreaterThan(540_000)
  expect(left).toBeLessThan(660_000)
  expect(Math.abs(queuedAt.getTime() - Date.now())).toBeLessThan(60_000)
  // Three sweeps later nothing was taken for overdue.
  const swept = Date.now() + 3_200
  await expect.poll(() => Date.now() > swept, { timeout: 10_000 }).toBe(true)
  expect((await customer.call()).status).toBe('ringing')
  const ready = await server.client().raw({ method: 'GET', url: '/readyz' })
  expect([ready.statusCode, ready.json<{ clock: string }>().clock]).toEqual([503, 'failed'])
})

it('an agent who is taken out of the group while a call rings may still answer it, and gets no other', async () => {
  const { id } = await waiting()
  await untilCall(server, id, 'ringing')
  await inGroups([])
  expect((await callRow(server, id)).status).toBe('ringing')
  expect((await answer(office.agent, id)).statusCode).toBe(200)
  await office.agent.call('POST /api/calls/:id/hang-up', { params: { id } })
})

describe('a group without members', () => {
  it('serves nobody: who comes is told at once', async () => {
    await inGroups([])
    const customer = await customerOf(server, office)
    const refused = await customer.browser.send('POST /api/customer/calls')
    expect([refused.statusCode, codeOf(refused)]).toEqual([409, 'no_group'])
  })

  it('that lost its last one keeps its waiting customers for whoever joins', async () => {
    await office.agent.call('PUT /api/me/state', { body: { state: 'paused' } })
    const { id } = await waiting()
    const { queuedAt } = await callRow(server, id)
    await inGroups([])
    await office.agent.call('PUT /api/me/state', { body: { state: 'idle' } })
    expect((await callRow(server, id)).status).toBe('queued')
    await inGroups(groupIds)
    expect((await untilCall(server, id, 'ringing')).queuedAt).toEqual(queuedAt)
  })
})

describe('an order that is revoked', () => {
  const revoke = async ({ order }: Customer) => {
    const params = { id: order.id }
    const { version } = await office.admin.call('GET /api/work-orders/:id', { params })
    return office.admin.send('POST /api/work-orders/:id/revoke', { params, body: { version } })
  }

  it('while its customer waits ends the call as refused, and the page says so', async () => {
    await office.agent.call('PUT /api/me/state', { body: { state: 'paused' } })
    const { customer, id } = await waiting()
    expect((await revoke(customer)).statusCode).toBe(200)
    expect(await callRow(server, id)).toMatchObject({ status: 'ended', endReason: 'refused' })
    expect(await customer.call()).toMatchObject({ status: 'ended', endReason: 'refused' })
    const again = await customer.browser.send('POST /api/customer/calls')
    expect([again.statusCode, codeOf(again)]).toEqual([410, 'link_order_closed'])
  })

  it('while its call rings is refused: the agent is about to answer', async () => {
    const { customer, id } = await waiting()
    await untilCall(server, id, 'ringing')
    const refused = await revoke(customer)
    expect([refused.statusCode, codeOf(refused)]).toEqual([409, 'order_in_call'])
    expect((await callRow(server, id)).status).toBe('ringing')
  })
})
