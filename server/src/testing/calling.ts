/** Customers who queue, pages that stay or vanish, and waiting for what happens: for tests of calls. */
import { randomUUID } from 'node:crypto'
import { createCanvas } from '@napi-rs/canvas'
import { expect } from 'vitest'
import type { CustomerCall, WorkOrder } from '@veridesk/contract'
import type { AgentState, CallStatus } from '@veridesk/contract/states'
import { renewAgentLease } from '../modules/agents/service.ts'
import { renewSeatLease } from '../modules/seats/service.ts'
import type { Settings } from '../modules/settings/schema.ts'
import type { Office } from './office.ts'
import type { TestClient } from './test-client.ts'
import type { TestServer } from './test-server.ts'

export interface Customer {
  readonly browser: TestClient
  readonly seatId: string
  readonly order: WorkOrder
  /** The own call, live or last. */
  call(): Promise<CustomerCall>
}

/** A customer who has opened the order's link and agreed to the recording. */
export async function customerOf(
  server: TestServer,
  office: Office,
  { order, itemId = office.items.service }: { order?: WorkOrder; itemId?: string } = {},
): Promise<Customer> {
  const own =
    order ??
    (await office.admin.call('POST /api/work-orders', {
      body: {
        businessItemId: itemId,
        insuredName: '邓小闲',
        contactPhone: '15618293093',
        caseNumber: '20201234',
      },
    }))
  const browser = server.client()
  const token = await office.linkToken(own.taskNumber)
  const view = await browser.call('POST /api/customer/enter', { body: { token } })
  const body = { noticeVersion: view.notice.version }
  await browser.call('POST /api/customer/consent', { body })
  const seat = await server.ctx.db
    .selectFrom('seats')
    .select('id')
    .where('workOrderId', '=', own.id)
    .where('endedAt', 'is', null)
    .executeTakeFirstOrThrow()
  return {
    browser,
    seatId: seat.id,
    order: own,
    async call() {
      const { call } = await browser.call('GET /api/customer/session')
      if (!call) throw new Error('this customer has no call')
      return call
    },
  }
}

/** The customer takes a place in the queue. Returns the call's id. */
export async function queue({ browser }: Pick<Customer, 'browser'>): Promise<string> {
  const { call } = await browser.call('POST /api/customer/calls')
  return call?.id ?? ''
}

/** The call rings for this agent, who takes it. */
export async function answerWhenRinging(
  server: TestServer,
  agent: TestClient,
  callId: string,
): Promise<void> {
  await untilCall(server, callId, 'ringing')
  await agent.call('POST /api/calls/:id/answer', { params: { id: callId } })
}

export const callRow = (server: TestServer, id: string) =>
  server.ctx.db.selectFrom('calls').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

export const agentRow = (server: TestServer, accountId: string) =>
  server.ctx.db
    .selectFrom('agents')
    .selectAll()
    .where('accountId', '=', accountId)
    .executeTakeFirstOrThrow()

export const untilAgent = (server: TestServer, accountId: string, states: readonly AgentState[]) =>
  expect
    .poll(async () => states.includes((await agentRow(server, accountId)).state), {
      timeout: 10_000,
    })
    .toBe(true)

/** How every ring of a call ended, oldest first; null for the one that rings now. */
export async function outcomesOf(server: TestServer, callId: string) {
  const rows = await server.ctx.db
    .selectFrom('offers')
    .select('outcome')
    .where('callId', '=', callId)
    .orderBy('offeredAt')
    .execute()
  return rows.map((row) => row.outcome)
}

export async function untilCall(server: TestServer, id: string, status: CallStatus) {
  await expect
    .poll(async () => (await callRow(server, id)).status, { timeout: 10_000, interval: 30 })
    .toBe(status)
  return callRow(server, id)
}

export async function setSettings(server: TestServer, values: Partial<Settings>): Promise<void> {
  for (const [key, value] of Object.entries(values))
    await server.ctx.db
      .insertInto('settings')
      .values({ key, value: JSON.stringify(value) })
      .onConflict((conflict) =>
        conflict.column('key').doUpdateSet({ value: JSON.stringify(value) }),
      )
      .execute()
}

export interface Page {
  /** The tab is closed, or its network gone: nothing renews the lease any more. */
  vanish(): Promise<void>
}

function keptBy(renew: () => Promise<void>): Page {
  let last = renew()
  const timer = setInterval(() => {
    last = renew()
  }, 200)
  return {
    async vanish() {
      clearInterval(timer)
      await last
    },
  }
}

/** An agent's open console: renews its lease as a page's pings do. */
export const agentPage = (server: TestServer, accountId: string): Page =>
  keptBy(() => renewAgentLease(server.ctx, accountId))

/** A customer's open page. */
export const customerPage = (server: TestServer, { seatId }: Customer): Page =>
  keptBy(() => renewSeatLease(server.ctx, seatId))

/** Ends what the agent is in, fills what it left, back to idle. */
export async function freeAgent(agent: TestClient): Promise<void> {
  const { agent: own } = await agent.call('GET /api/me')
  if (own?.callId) await agent.call('POST /api/calls/:id/hang-up', { params: { id: own.callId } })
  const { agent: after } = await agent.call('GET /api/me')
  for (const callId of after?.unfilledCallIds ?? [])
    await agent.call('PUT /api/calls/:id/disposition', {
      params: { id: callId },
      body: { outcome: 'normal' },
    })
  if (after?.state !== 'idle') await agent.call('PUT /api/me/state', { body: { state: 'idle' } })
}

/** The agent takes a screenshot in its call. */
export async function photographCall(agent: TestClient, callId: string): Promise<void> {
  const response = await agent.send('PUT /api/calls/:id/photos/:photoId', {
    params: { id: callId, photoId: randomUUID() },
    query: { method: 'track' },
    body: await createCanvas(64, 48).encode('jpeg'),
    type: 'image/jpeg',
  })
  if (response.statusCode !== 200) throw new Error(`the photo was refused: ${response.body}`)
}
