import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  agentPage,
  customerOf,
  customerPage,
  setSettings,
  type Customer,
  type Page,
} from '../../testing/calling.ts'
import { openOffice, type Office } from '../../testing/office.ts'
import { TestClient } from '../../testing/test-client.ts'
import { createTestServer, type TestServer } from '../../testing/test-server.ts'
import { replayCall } from './replay.ts'

const many = 8
let first: TestServer
let second: TestServer
let office: Office
let agents: { id: string; browser: TestClient }[]
let customers: Customer[]
let pages: Page[]

const elsewhere = (browser: TestClient) => {
  const moved = new TestClient(second.app.http)
  for (const [name, value] of browser.cookies) moved.cookies.set(name, value)
  return moved
}

beforeAll(async () => {
  first = await createTestServer()
  second = await first.another()
  office = await openOffice(first)
  await setSettings(first, {
    leaseSeconds: 2,
    ringSeconds: 2,
    declineRestSeconds: 2,
    routing: { missedRingsToPause: 4, longestWaitSeconds: 3_600, estimateMinimum: 10 },
  })
  agents = [
    { id: office.agentId, browser: office.agent },
    { id: office.claimAgentId, browser: elsewhere(office.claimAgent) },
  ]
  for (let index = 0; index < 4; index += 1) {
    const id = await first.addAccount(`player${index}`, 'agent')
    const browser = await first.signedIn(`player${index}`)
    agents.push({ id, browser: index % 2 === 0 ? browser : elsewhere(browser) })
  }
  await office.admin.call('POST /api/groups', {
    body: {
      name: '机动组',
      itemIds: [office.items.service],
      memberIds: agents.slice(2).map(({ id }) => id),
      ringSeconds: 5,
    },
  })
  const { items: types } = await office.admin.call('GET /api/business-types')
  const service = types.find(({ name }) => name === '保全')!
  await first.ctx.db
    .updateTable('businessTypes')
    .set({ familiarWaitSeconds: 3 })
    .where('id', '=', service.id)
    .execute()
  await first.ctx.db
    .updateTable('businessTypes')
    .set({ assignment: 'random' })
    .where('claim', '=', true)
    .execute()
  customers = []
  for (let index = 0; index < many; index += 1) {
    const { service: plain, claim } = office.items
    const customer = await customerOf(first, office, { itemId: index % 4 === 3 ? claim : plain })
    customers.push(
      index % 2 === 0 ? customer : { ...customer, browser: elsewhere(customer.browser) },
    )
  }
  pages = [
    ...agents.map(({ id }, index) => agentPage(index % 2 === 0 ? first : second, id)),
    ...customers.map((customer) => customerPage(first, customer)),
  ]
}, 120_000)
afterAll(async () => {
  for (const page of pages) await page.vanish()
  await second.close()
  await first.close()
})

/** The players stop. */
let over = false

const oneOf = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)]!

/** Answers, declines, misses, pauses, as it comes. What comes too late is refused. */
async function playAgent({ browser }: (typeof agents)[number]): Promise<void> {
  while (!over) {
    const { agent } = await browser.call('GET /api/me')
    const params = { id: agent?.ring?.callId ?? agent?.callId ?? '' }
    if (agent?.ring) {
      const chance = Math.random()
      if (chance < 0.6) await browser.send('POST /api/calls/:id/answer', { params })
      else if (chance < 0.84) await browser.send('POST /api/calls/:id/decline', { params })
    } else if (agent?.state === 'busy')
      await browser.send('POST /api/calls/:id/hang-up', { params })
    else {
      for (const id of agent?.unfilledCallIds ?? [])
        await browser.send('PUT /api/calls/:id/disposition', {
          params: { id },
          body: { outcome: 'normal' },
        })
      const state = Math.random() < 0.25 ? 'paused' : 'idle'
      await browser.send('PUT /api/me/state', { body: { state } })
    }
  }
}

async function playCustomer({ browser }: Customer): Promise<void> {
  while (!over) {
    const { call } = await browser.call('GET /api/customer/session')
    const waits = call?.status === 'queued' || call?.status === 'ringing'
    if (!call || call.status === 'ended') await browser.send('POST /api/customer/calls')
    else if (waits && Math.random() < 0.1)
      await browser.send('POST /api/customer/calls/:id/cancel', { params: { id: call.id } })
  }
}

/** People join and leave groups, groups flow over and gain and lose skills. */
async function playAdministrator(): Promise<void> {
  while (!over) {
    const { items: groups } = await office.admin.call('GET /api/groups')
    const group = oneOf(groups)
    const other = oneOf(groups)
    const { id, name, itemIds, version } = group
    const skill = oneOf([office.items.service, office.items.claim])
    await office.admin.send('PUT /api/groups/:id', {
      params: { id },
      body: {
        version,
        name,
        itemIds: Math.random() < 0.3 ? [...new Set([...itemIds, skill])] : itemIds,
        memberIds: agents.map((each) => each.id).filter(() => Math.random() < 0.6),
        ringSeconds: 5,
        overflow: other.id === id ? null : { groupId: other.id, afterSeconds: 1 },
      },
    })
  }
}

describe('every offer that was made', () => {
  let ids: string[]

  it('follows again from the logs, though people, groups and two processes acted at once', async () => {
    const playing = Promise.all([
      ...agents.map(playAgent),
      ...customers.map(playCustomer),
      playAdministrator(),
    ])
    const made = () => first.ctx.db.selectFrom('offers').select('rule').execute()
    const enough = async () => {
      const offers = await made()
      return offers.length >= 40 && new Set(offers.map(({ rule }) => rule)).size === 3
    }
    await expect
      .poll(enough, { timeout: 90_000, interval: 300 })
      .toBe(true)
      .finally(() => {
        over = true
      })
    await playing
    const calls = await first.ctx.db.selectFrom('offers').select('callId').distinct().execute()
    ids = calls.map(({ callId }) => callId)
    for (const id of ids)
      for (const offer of await replayCall(first.ctx.db, id))
        expect(offer).toMatchObject({ differences: [] })
  }, 150_000)

  it('is told apart from what would not have followed', async () => {
    const callId = ids[0] ?? ''
    const offer = await first.ctx.db
      .selectFrom('offers')
      .select(['id', 'agentId', 'rule'])
      .where('callId', '=', callId)
      .orderBy('offeredAt')
      .executeTakeFirstOrThrow()
    const change = (row: { agentId?: string; rule?: 'random' | 'familiar' }) =>
      first.ctx.db
        .updateTable('offers')
        .set({ ...row, endedAt: new Date(), outcome: 'withdrawn' })
        .where('id', '=', offer.id)
        .execute()
    const another = agents.find(({ id }) => id !== offer.agentId)!
    await change({ agentId: another.id })
    expect((await replayCall(first.ctx.db, callId))[0]?.differences).toEqual(['agentId'])
    await change({
      agentId: offer.agentId,
      rule: offer.rule === 'random' ? 'familiar' : 'random',
    })
    expect((await replayCall(first.ctx.db, callId))[0]?.differences).toContain('rule')
  })

  it('has no replay where a call never rang', async () => {
    expect(await replayCall(first.ctx.db, '0197f0a0-0000-7000-8000-000000000000')).toEqual([])
  })
})

describe('the states of an agent', () => {
  it('have no gap and no overlap, and one is open', async () => {
    const rows = await first.ctx.db
      .selectFrom('agentStates')
      .select(['accountId', 'state', 'beganAt', 'endedAt', 'endedXid'])
      .orderBy('accountId')
      .orderBy('beganAt')
      .orderBy('id')
      .execute()
    for (const [index, row] of rows.entries()) {
      const next = rows[index + 1]
      const last = next?.accountId !== row.accountId
      expect(row.endedAt).toEqual(last ? null : next?.beganAt)
      expect(row.endedXid === null).toBe(last)
    }
    expect(rows.length).toBeGreaterThan(2 * agents.length)
  })
})
