import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  agentPage,
  callRow,
  customerOf,
  queue,
  setSettings,
  untilAgent,
  untilCall,
  type Page,
} from '../../testing/calling.ts'
import { openOffice, type Office } from '../../testing/office.ts'
import type { TestClient } from '../../testing/test-client.ts'
import { createTestServer, type TestServer } from '../../testing/test-server.ts'

let server: TestServer
let office: Office
/** Of the office's own agent, and of one more in a group without skills. */
let spare: { id: string; browser: TestClient }
let pages: Page[]
beforeAll(async () => {
  server = await createTestServer()
  office = await openOffice(server)
  await setSettings(server, { leaseSeconds: 600, ringSeconds: 600, declineRestSeconds: 600 })
  const id = await server.addAccount('spare', 'agent')
  spare = { id, browser: await server.signedIn('spare') }
  await office.admin.call('POST /api/groups', {
    body: { name: '后备组', itemIds: [], memberIds: [id], ringSeconds: 7 },
  })
  pages = [agentPage(server, office.agentId), agentPage(server, id)]
})
afterAll(async () => {
  for (const page of pages) await page.vanish()
  await server.close()
})

const pause = (browser: TestClient) =>
  browser.call('PUT /api/me/state', { body: { state: 'paused' } })
const resume = (browser: TestClient) =>
  browser.call('PUT /api/me/state', { body: { state: 'idle' } })
beforeEach(async () => {
  for (const id of [office.agentId, spare.id])
    await untilAgent(server, id, ['idle', 'paused', 'wrap-up'])
  for (const browser of [office.agent, spare.browser]) await pause(browser)
})
afterEach(async () => {
  const live = await server.ctx.db
    .selectFrom('calls')
    .select('id')
    .where('status', '<>', 'ended')
    .execute()
  for (const { id } of live)
    await office.admin.send('POST /api/calls/:id/force-end', { params: { id }, body: {} })
  for (const { browser } of [{ browser: office.agent }, spare]) {
    const { agent } = await browser.call('GET /api/me')
    for (const id of agent?.unfilledCallIds ?? [])
      await browser.call('PUT /api/calls/:id/disposition', {
        params: { id },
        body: { outcome: 'normal' },
      })
  }
})

const offerOf = (callId: string) =>
  server.ctx.db
    .selectFrom('offers')
    .innerJoin('groups', 'groups.id', 'offers.groupId')
    .select(['offers.agentId', 'offers.rule', 'groups.name as group', 'offers.explanation'])
    .where('callId', '=', callId)
    .orderBy('offeredAt', 'desc')
    .executeTakeFirstOrThrow()

const changeType = (change: { familiarWaitSeconds?: number; assignment?: 'familiar' | 'random' }) =>
  server.ctx.db.updateTable('businessTypes').set(change).where('claim', '=', false).execute()

/** Both agents serve the item. */
async function spareHelps<T>(work: () => Promise<T>): Promise<T> {
  const { db } = server.ctx
  const group = await db
    .selectFrom('groups')
    .select('id')
    .where('name', '=', '保全组')
    .executeTakeFirstOrThrow()
  const member = { groupId: group.id, accountId: spare.id }
  await db.insertInto('groupMembers').values(member).execute()
  return work().finally(() =>
    db
      .deleteFrom('groupMembers')
      .where('groupId', '=', member.groupId)
      .where('accountId', '=', member.accountId)
      .execute(),
  )
}

describe('a waiting call', () => {
  it('flows over to another group after its time, and rings as long as that group says', async () => {
    const { items: groups } = await office.admin.call('GET /api/groups')
    const own = groups.find(({ name }) => name === '保全组')!
    const other = groups.find(({ name }) => name === '后备组')!
    await server.ctx.db
      .updateTable('groups')
      .set({ overflowGroupId: other.id, overflowAfterSeconds: 60 })
      .where('id', '=', own.id)
      .execute()
    const callId = await queue(await customerOf(server, office))
    await resume(spare.browser)
    const looked = Date.now() + 2_200
    await expect.poll(() => Date.now() > looked, { timeout: 5_000 }).toBe(true)
    expect((await callRow(server, callId)).status).toBe('queued')
    const { queuedAt } = await callRow(server, callId)
    await server.ctx.db
      .updateTable('calls')
      .set({ queuedAt: new Date(queuedAt.getTime() - 61_000) })
      .where('id', '=', callId)
      .execute()
    const call = await untilCall(server, callId, 'ringing')
    expect(call).toMatchObject({ agentId: spare.id, groupId: other.id })
    expect(call.ringExpiresAt!.getTime() - Date.now()).toBeLessThan(7_100)
    expect(await offerOf(callId)).toMatchObject({
      group: '后备组',
      explanation: { excluded: { 'not-idle': 1, 'other-skills': 1 }, more: 0 },
    })
    await server.ctx.db
      .updateTable('groups')
      .set({ overflowGroupId: null, overflowAfterSeconds: null })
      .where('id', '=', own.id)
      .execute()
  })

  it('with priority rings before one that came earlier', async () => {
    const earlier = await queue(await customerOf(server, office))
    const order = await office.admin.call('POST /api/work-orders', {
      body: {
        businessItemId: office.items.service,
        insuredName: '邓小闲',
        contactPhone: '15618293093',
        caseNumber: '20201234',
        priority: true,
      },
    })
    const hurried = await queue(await customerOf(server, office, { order }))
    await resume(office.agent)
    await untilCall(server, hurried, 'ringing')
    expect((await callRow(server, earlier)).status).toBe('queued')
  })

  it('rings for whoever created the order before others, and waits for a busy one no longer than its type says', () =>
    spareHelps(async () => {
      await changeType({ familiarWaitSeconds: 60 })
      const customer = await customerOf(server, office, { order: await office.createOrder() })
      // The one who knows the matter is in another call.
      await resume(office.agent)
      const first = await queue(await customerOf(server, office))
      await untilCall(server, first, 'ringing')
      await office.agent.call('POST /api/calls/:id/answer', { params: { id: first } })
      const callId = await queue(customer)
      await resume(spare.browser)
      const looked = Date.now() + 2_200
      await expect.poll(() => Date.now() > looked, { timeout: 5_000 }).toBe(true)
      expect((await callRow(server, callId)).status).toBe('queued')
      await server.ctx.db
        .updateTable('calls')
        .set({ generalAt: new Date(0) })
        .where('id', '=', callId)
        .execute()
      expect(await untilCall(server, callId, 'ringing')).toMatchObject({ agentId: spare.id })
      expect((await offerOf(callId)).rule).toBe('longest-since-last-answer')
      // Declined, it comes to the one who knows the matter as soon as that one is free.
      await spare.browser.call('POST /api/calls/:id/decline', { params: { id: callId } })
      await office.agent.call('POST /api/calls/:id/hang-up', { params: { id: first } })
      await office.agent.call('PUT /api/calls/:id/disposition', {
        params: { id: first },
        body: { outcome: 'normal' },
      })
      await resume(office.agent)
      expect(await untilCall(server, callId, 'ringing')).toMatchObject({ agentId: office.agentId })
      expect((await offerOf(callId)).rule).toBe('familiar')
      await changeType({ familiarWaitSeconds: 0 })
    }))

  it('of a type that goes by lot is drawn among the idle, whoever is familiar', () =>
    spareHelps(async () => {
      await changeType({ assignment: 'random' })
      const customer = await customerOf(server, office, { order: await office.createOrder() })
      for (const browser of [office.agent, spare.browser]) await resume(browser)
      const callId = await queue(customer)
      await untilCall(server, callId, 'ringing')
      const { rule, explanation } = await offerOf(callId)
      expect(rule).toBe('random')
      expect(explanation).toMatchObject({ seed: expect.any(String) as string })
      await changeType({ assignment: 'familiar' })
    }))

  it('that waited longer than anybody should is let go', async () => {
    const callId = await queue(await customerOf(server, office))
    await server.ctx.db
      .updateTable('calls')
      .set({ queuedAt: new Date(Date.now() - 3_601_000) })
      .where('id', '=', callId)
      .execute()
    expect(await untilCall(server, callId, 'ended')).toMatchObject({
      endReason: 'timed-out',
      disposition: null,
    })
  })
})

describe('an agent', () => {
  it('taken out of the group while it rings may answer still, and is not rung again', async () => {
    const { db } = server.ctx
    await resume(office.agent)
    await untilAgent(server, office.agentId, ['idle'])
    const callId = await queue(await customerOf(server, office))
    await untilCall(server, callId, 'ringing')
    const members = await db
      .deleteFrom('groupMembers')
      .where('accountId', '=', office.agentId)
      .returningAll()
      .execute()
    await office.agent.call('POST /api/calls/:id/answer', { params: { id: callId } })
    expect(await callRow(server, callId)).toMatchObject({ status: 'active' })
    await db.insertInto('groupMembers').values(members).execute()
  })
})
