import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openOffice, type Office } from '../../testing/office.ts'
import { codeOf, type TestClient } from '../../testing/test-client.ts'
import { createTestServer, type TestServer } from '../../testing/test-server.ts'
import { markAnswered } from './mark-answered.ts'

let server: TestServer
let office: Office
let auditor: TestClient
beforeAll(async () => {
  server = await createTestServer()
  office = await openOffice(server)
  const auditorId = await server.addAccount('auditor', 'agent')
  const grants = { grants: ['audit' as const] }
  await server.ctx.db.updateTable('accounts').set(grants).where('id', '=', auditorId).execute()
  auditor = await server.signedIn('auditor')
})
afterAll(() => server.close())

const nowhere = { params: { id: '0197f0a0-0000-7000-8000-000000000000' } }

describe('the list', () => {
  it('is newest first, masked, and pages through everything once', async () => {
    const made: string[] = []
    for (let count = 0; count < 7; count += 1) made.unshift((await office.createOrder()).id)
    // Equal times must not lose a row between two pages.
    await server.ctx.db
      .updateTable('workOrders')
      .set({ createdAt: sql<Date>`'2026-01-01T00:00:00.123456Z'::timestamptz` })
      .where('id', 'in', made.slice(2, 5))
      .execute()
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const query = { limit: 3, ...(cursor ? { cursor } : {}) }
      const page = await office.agent.call('GET /api/work-orders', { query })
      expect(page.items.length).toBeLessThanOrEqual(3)
      for (const row of page.items)
        expect(row).toMatchObject({ insuredName: '邓*闲', contactPhone: '156****3093' })
      seen.push(...page.items.map((row) => row.id))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect(new Set(seen)).toEqual(new Set(made))
    expect(seen).toHaveLength(made.length)
  })

  it('filters by status and counts each', async () => {
    const order = await office.createOrder()
    await office.agent.call('POST /api/work-orders/:id/revoke', {
      params: { id: order.id },
      body: { version: 0 },
    })
    const revoked = await office.agent.call('GET /api/work-orders', {
      query: { status: 'revoked' },
    })
    expect(revoked.items.map((row) => row.id)).toEqual([order.id])
    const counts = await office.agent.call('GET /api/work-orders/counts', { query: {} })
    expect(counts.revoked).toEqual({ value: 1, capped: false })
    expect(counts.all.value).toBe(counts.pending.value + 1)
    const none = await office.claimAgent.call('GET /api/work-orders/counts', { query: {} })
    expect(none.all).toEqual({ value: 0, capped: false })
  })

  it('counts exactly up to 1,000 and no further', async () => {
    const { db } = server.ctx
    const { itemId, creatorId } = await db
      .selectFrom('workOrders')
      .select(['itemId', 'creatorId'])
      .executeTakeFirstOrThrow()
    const rows = Array.from({ length: 1_001 }, () => ({
      id: crypto.randomUUID(),
      itemId,
      creatorId,
      contactPhone: '15618293093',
      caseNumber: '1',
      status: 'completed' as const,
    }))
    await db.insertInto('workOrders').values(rows.slice(1)).execute()
    const exact = await office.admin.call('GET /api/work-orders/counts', { query: {} })
    expect(exact.completed).toEqual({ value: 1_000, capped: false })
    expect(exact.all).toEqual({ value: 1_000, capped: true })
    await db.insertInto('workOrders').values(rows.slice(0, 1)).execute()
    const capped = await office.admin.call('GET /api/work-orders/counts', { query: {} })
    expect(capped.completed).toEqual({ value: 1_000, capped: true })
  })

  it.each([
    ['a limit of 0', { limit: 0 }],
    ['a limit of 101', { limit: 101 }],
    ['an unknown status', { status: 'open' }],
    ['a cursor of its own making', { cursor: 'abc' }],
    ['a cursor to no row', { cursor: 'AAAAAAAAAAAAAAAAAAAAAA' }],
    ['an unknown field', { order: 'asc' }],
  ])('refuses %s', async (_what, query) => {
    const response = await office.agent.send('GET /api/work-orders', { query })
    expect(response.statusCode).toBe(400)
    expect(codeOf(response)).toBe('invalid_input')
  })
})

describe('who sees an order', () => {
  it('the group that serves its item, its creator, administrators and auditors; nobody else', async () => {
    const order = await office.createOrder()
    const given = { params: { id: order.id } }
    for (const reader of [office.agent, office.admin, auditor])
      expect((await reader.send('GET /api/work-orders/:id', given)).statusCode).toBe(200)
    for (const key of ['GET /api/work-orders/:id', 'GET /api/work-orders/:id/records'] as const) {
      const response = await office.claimAgent.send(key, given)
      expect(response.statusCode).toBe(404)
      expect(codeOf(response)).toBe('not_found')
    }
    const claim = await office.createOrder({ businessItemId: office.items.claim })
    const theirs = await office.claimAgent.call('GET /api/work-orders', { query: {} })
    expect(theirs.items.map((row) => row.id)).toEqual([claim.id])
    // Created for another group: its creator still sees it.
    const own = { params: { id: claim.id } }
    expect((await office.agent.send('GET /api/work-orders/:id', own)).statusCode).toBe(200)
  })

  it('whoever handled it before, in the list and its counts too', async () => {
    const order = await office.createOrder({ caseNumber: 'handled-before' })
    const given = { params: { id: order.id } }
    const query = { search: 'handled-before' }
    const seen = async () => [
      (await office.claimAgent.send('GET /api/work-orders/:id', given)).statusCode,
      (await office.claimAgent.call('GET /api/work-orders', { query })).items.length,
      (await office.claimAgent.call('GET /api/work-orders/counts', { query })).all.value,
    ]
    expect(await seen()).toEqual([404, 0, 0])
    const { db } = server.ctx
    for (const accountId of [office.claimAgentId, office.agentId, office.agentId]) {
      await db.transaction().execute((tx) => markAnswered(tx, order.id, { accountId }))
      expect(await seen()).toEqual([200, 1, 1])
    }
    const { handler } = await office.claimAgent.call('GET /api/work-orders/:id', given)
    expect(handler).toBe('name of service-agent')
  })

  it('nobody through a deleted group', async () => {
    const order = await office.createOrder({ businessItemId: office.items.claim })
    const given = { params: { id: order.id } }
    const { db } = server.ctx
    const deleted = (deletedAt: Date | null) =>
      db.updateTable('groups').set({ deletedAt }).where('name', '=', '理赔组').execute()
    await deleted(new Date())
    expect((await office.claimAgent.send('GET /api/work-orders/:id', given)).statusCode).toBe(404)
    await deleted(null)
    expect((await office.claimAgent.send('GET /api/work-orders/:id', given)).statusCode).toBe(200)
  })

  it('an order that does not exist is not found by anybody', async () => {
    for (const key of ['GET /api/work-orders/:id', 'GET /api/work-orders/:id/records'] as const)
      expect(codeOf(await office.admin.send(key, nowhere))).toBe('not_found')
  })
})

describe('the order whole', () => {
  it('leaves an audit row for every view, and the list none', async () => {
    const order = await office.createOrder()
    const given = { params: { id: order.id } }
    await office.agent.call('GET /api/work-orders', { query: {} })
    await office.admin.call('GET /api/work-orders/:id', given)
    await office.agent.call('GET /api/work-orders/:id', given)
    await office.claimAgent.send('GET /api/work-orders/:id', given)
    const views = await server.ctx.db
      .selectFrom('auditLog')
      .innerJoin('accounts', 'accounts.id', 'auditLog.actorId')
      .select('accounts.username')
      .where('action', '=', 'work-order.view')
      .where('workOrderId', '=', order.id)
      .orderBy('at')
      .execute()
    expect(views.map((row) => row.username)).toEqual(['office-admin', 'service-agent'])
    const { operations } = await office.agent.call('GET /api/work-orders/:id/records', given)
    expect(operations.map((row) => row.action)).not.toContain('work-order.view')
  })

  it('shows what was done, by whom, newest first', async () => {
    const order = await office.createOrder()
    const given = { params: { id: order.id } }
    const records = () => office.agent.call('GET /api/work-orders/:id/records', given)
    await expect
      .poll(async () => (await records()).operations.map((row) => row.action), { timeout: 10_000 })
      .toEqual(['sms.sent', 'sms.send', 'work-order.create'])
    const { operations, calls, uploads } = await records()
    expect(operations.map(({ actorKind, actor }) => [actorKind, actor])).toEqual([
      ['system', '系统'],
      ['account', 'name of service-agent'],
      ['account', 'name of service-agent'],
    ])
    expect(calls).toEqual([])
    expect(uploads).toEqual([])
  })
})

describe('an auditor', () => {
  it('reads everything and changes nothing of others', async () => {
    const order = await office.createOrder()
    const given = { params: { id: order.id } }
    const sms = await auditor.send('POST /api/work-orders/:id/sms', given)
    expect([sms.statusCode, codeOf(sms)]).toEqual([403, 'forbidden'])
    const revoke = await auditor.send('POST /api/work-orders/:id/revoke', {
      ...given,
      body: { version: 0 },
    })
    expect([revoke.statusCode, codeOf(revoke)]).toEqual([403, 'forbidden'])
  })
})
