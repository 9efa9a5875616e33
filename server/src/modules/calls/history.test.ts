import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CallRecord } from '@veridesk/contract/calls'
import type { AccountActor } from '../../actor.ts'
import { newId } from '../../platform/ids.ts'
import { openOffice, type Office } from '../../testing/office.ts'
import { codeOf, type TestClient } from '../../testing/test-client.ts'
import { createTestServer, type TestServer } from '../../testing/test-server.ts'
import { callBatches, callHistory, countCalls } from './history.ts'
import { isCallVisible } from './service.ts'

let server: TestServer
let office: Office
/** In no group, with no grant. */
let outsiderId: string
let outsider: TestClient
const orders: Record<string, { id: string; taskNumber: string }> = {}
/** By a name; queued a minute apart, oldest first, two of them at the same moment. */
const calls: Record<string, string> = {}
const startedAt = new Date('2026-03-01T00:00:00.123Z').getTime()
const minute = (count: number) => new Date(startedAt + count * 60_000)

async function addCall(
  name: string,
  order: string | null,
  itemId: string,
  more: {
    agentId?: string
    answered?: boolean
    disposition?: 'normal' | 'unfilled'
    at?: Date
  } = {},
): Promise<void> {
  const { agentId, answered = agentId !== undefined, disposition, at } = more
  const id = newId()
  const seatId = newId()
  const { db } = server.ctx
  const queuedAt = at ?? minute(Object.keys(calls).length)
  const workOrderId = order === null ? null : (orders[order]?.id ?? '')
  await db
    .insertInto('seats')
    .values({ id: seatId, tokenHash: Buffer.from(id), workOrderId, endedAt: new Date() })
    .execute()
  await db
    .insertInto('calls')
    .values({
      id,
      seatId,
      itemId,
      workOrderId,
      status: 'ended',
      queuedAt,
      agentId: agentId ?? null,
      answeredAt: answered ? new Date(queuedAt.getTime() + 6_000) : null,
      endedAt: new Date(queuedAt.getTime() + 245_000),
      endReason: answered ? 'customer-ended' : 'cancelled',
      disposition: disposition ?? null,
    })
    .execute()
  calls[name] = id
}

beforeAll(async () => {
  server = await createTestServer()
  office = await openOffice(server)
  outsiderId = await server.addAccount('outsider', 'agent')
  outsider = await server.signedIn('outsider')
  const { service, claim } = office.items
  const make = async (name: string, by: TestClient, businessItemId: string) => {
    orders[name] = await by.call('POST /api/work-orders', {
      body: { businessItemId, contactPhone: '15618293093', caseNumber: 'c' },
    })
  }
  await make('service', office.agent, service)
  await make('claim', office.admin, claim)
  await make('claim of the outsider', outsider, claim)
  await make('to be moved', office.admin, service)
  await make('handled', office.admin, claim)
  await make('once answered', office.admin, claim)
  await addCall('served', 'service', service, {
    agentId: office.claimAgentId,
    disposition: 'normal',
  })
  await addCall('claimed', 'claim', claim, {
    disposition: 'unfilled',
    agentId: office.claimAgentId,
  })
  await addCall('cancelled', 'claim of the outsider', claim)
  await addCall('of the moved', 'to be moved', service)
  await addCall('rang unanswered', 'claim', claim, { agentId: outsiderId, answered: false })
  await addCall('of the handled', 'handled', claim)
  await addCall('answered by the outsider', 'once answered', claim, { agentId: outsiderId })
  await addCall('of the same order', 'once answered', claim)
  await addCall('walk-in', null, service, { agentId: office.agentId })
  await addCall('at the same moment', 'claim', claim, { at: minute(8) })
  const { db } = server.ctx
  const set = (order: string, values: { itemId?: string; handlerId?: string }) =>
    db
      .updateTable('workOrders')
      .set(values)
      .where('id', '=', orders[order]?.id ?? '')
      .execute()
  await set('to be moved', { itemId: claim })
  await set('handled', { handlerId: outsiderId })
  const workOrderId = orders['once answered']?.id ?? ''
  await db
    .insertInto('workOrderPastHandlers')
    .values({ accountId: outsiderId, workOrderId })
    .execute()
})
afterAll(() => server.close())

const namesOf = (items: readonly CallRecord[]) =>
  items.map(({ id }) => Object.keys(calls).find((name) => calls[name] === id) ?? 'unknown')
const namesFor = async (browser: TestClient, query: Record<string, string> = {}) =>
  namesOf((await browser.call('GET /api/calls', { query: query as never })).items)
const actorOf = (accountId: string, more: Partial<AccountActor> = {}): AccountActor => ({
  kind: 'account',
  accountId,
  sessionId: newId(),
  name: '',
  role: 'agent',
  grants: [],
  mustChangePassword: false,
  address: null,
  ...more,
})

describe('call history', () => {
  it('shows exactly the calls that each person may see, newest first', async () => {
    const actors = [
      actorOf(office.agentId),
      actorOf(office.claimAgentId),
      actorOf(outsiderId),
      actorOf(newId()),
      actorOf(newId(), { grants: ['review'] }),
      actorOf(newId(), { role: 'admin' }),
    ]
    const all = await server.ctx.db
      .selectFrom('calls')
      .select(['id', 'agentId', 'workOrderId'])
      .orderBy('queuedAt', 'desc')
      .orderBy('id', 'desc')
      .execute()
    const seen = []
    for (const actor of actors) {
      const expected = []
      for (const call of all)
        if (await isCallVisible(server.ctx.db, actor, call)) expected.push(call.id)
      const { items } = await callHistory({ ctx: server.ctx, actor, query: { limit: 100 } })
      expect(items.map(({ id }) => id)).toEqual(expected)
      seen.push(items.length)
    }
    // The test would prove nothing were they all the same.
    expect(seen).toEqual([2, 9, 5, 0, 10, 10])
  })

  it('shows what the manual shows, and masks by saying nothing personal', async () => {
    const { items } = await office.admin.call('GET /api/calls', {
      query: { search: orders['service']?.taskNumber ?? '' },
    })
    expect(items).toEqual([
      {
        id: calls['served'],
        version: 0,
        workOrderId: orders['service']?.id,
        taskNumber: orders['service']?.taskNumber,
        status: 'ended',
        agentName: 'name of claim-agent',
        queuedAt: minute(0).toISOString(),
        answeredAt: new Date(startedAt + 6_000).toISOString(),
        endedAt: new Date(startedAt + 245_000).toISOString(),
        waitSeconds: 6,
        talkSeconds: 239,
        endReason: 'customer-ended',
        cancelled: false,
        disposition: 'normal',
        dispositionReason: null,
        dispositionNote: null,
      },
    ])
  })

  it.each([
    ['an agent', () => office.claimAgent],
    ['an administrator', () => office.admin],
  ])('pages for %s without a gap or a repetition', async (_, browser) => {
    const whole = await namesFor(browser(), { limit: '100' })
    const paged: string[] = []
    let cursor: string | null = null
    do {
      const query: Record<string, string> = { limit: '3', ...(cursor === null ? {} : { cursor }) }
      const page = await browser().call('GET /api/calls', { query: query as never })
      paged.push(...namesOf(page.items))
      cursor = page.nextCursor
    } while (cursor !== null)
    expect(paged).toEqual(whole)
  })

  it('finds by task number, whole or its beginning, and takes no character for a wildcard', async () => {
    const search = orders['claim']?.taskNumber ?? ''
    const ofClaim = ['at the same moment', 'rang unanswered', 'claimed']
    expect(await namesFor(office.admin, { search })).toEqual(ofClaim)
    expect(await namesFor(office.admin, { search: search.slice(0, 4) })).toHaveLength(9)
    for (const nothing of ['%', '_', '\\', "'", `${search}0`, '99'])
      expect(await namesFor(office.admin, { search: nothing })).toEqual([])
  })

  it('filters by each of what it offers', async () => {
    const types = (await office.admin.call('GET /api/business-types')).items
    const serviceType = types.find(({ name }) => name === '保全')?.id ?? ''
    expect(await namesFor(office.admin, { businessTypeId: serviceType })).toEqual([
      'walk-in',
      'of the moved',
      'served',
    ])
    expect(await namesFor(office.claimAgent, { businessTypeId: serviceType })).toEqual([
      'of the moved',
      'served',
    ])
    expect(await namesFor(office.admin, { agentId: outsiderId })).toEqual([
      'answered by the outsider',
    ])
    expect(await namesFor(outsider, { cancelled: 'true' })).toEqual([
      'of the same order',
      'of the handled',
      'rang unanswered',
      'cancelled',
    ])
    expect(
      await namesFor(office.admin, { cancelled: 'false', to: minute(2).toISOString() }),
    ).toEqual(['claimed', 'served'])
    expect(await namesFor(office.admin, { disposition: 'unfilled' })).toEqual(['claimed'])
    expect(
      await namesFor(office.admin, {
        from: minute(1).toISOString(),
        to: minute(3).toISOString(),
      }),
    ).toEqual(['cancelled', 'claimed'])
  })

  it('refuses a period the wrong way round, a foreign cursor and an unknown filter', async () => {
    const from = minute(1).toISOString()
    const bad: Record<string, string>[] = [
      { from, to: from },
      { cursor: 'x' },
      { cursor: Buffer.from(`2026-02-30T00:00:00.000000Z ${newId()}`).toString('base64url') },
      { limit: '101' },
      { agentId: '1' },
      { colour: 'red' },
    ]
    for (const query of bad) {
      const response = await office.admin.send('GET /api/calls', { query })
      expect([query, response.statusCode, codeOf(response)]).toEqual([query, 400, 'invalid_input'])
    }
  })

  it('gives its export the same calls', async () => {
    const actor = actorOf(newId(), { role: 'admin' })
    const found: CallRecord[] = []
    for await (const batch of callBatches(server.ctx, actor, {}, 4)) found.push(...batch)
    expect(namesOf(found)).toEqual(await namesFor(office.admin, { limit: '100' }))
    expect(await countCalls(server.ctx, actor, {}, 100)).toBe(10)
    expect(await countCalls(server.ctx, actor, {}, 4)).toBe(4)
    expect(await countCalls(server.ctx, actorOf(outsiderId), {}, 100)).toBe(5)
    expect(await countCalls(server.ctx, actor, { search: '99' }, 100)).toBe(0)
  })
})
