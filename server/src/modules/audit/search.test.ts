import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AuditEntry } from '@veridesk/contract'
import { system, type Actor } from '../../actor.ts'
import { newId } from '../../platform/ids.ts'
import { openOffice, type Office } from '../../testing/office.ts'
import { codeOf, type TestClient } from '../../testing/test-client.ts'
import { createTestServer, type TestServer } from '../../testing/test-server.ts'
import { maskDetails } from './mask-details.ts'
import { audit, type Audited } from './service.ts'

let server: TestServer
let office: Office
let auditor: TestClient
let auditorId: string
beforeAll(async () => {
  server = await createTestServer()
  office = await openOffice(server)
  auditorId = await server.addAccount('auditor', 'agent')
  await server.ctx.db
    .updateTable('accounts')
    .set({ grants: ['audit'] })
    .where('id', '=', auditorId)
    .execute()
  auditor = await server.signedIn('auditor')
})
afterAll(() => server.close())

const write = (actor: Actor, audited: Audited) =>
  server.ctx.db.transaction().execute((tx) => audit(tx, actor, 'demo.seed', audited))
const search = (query: Record<string, string> = {}) =>
  auditor.call('GET /api/audit', { query: query as never })
const actions = (items: readonly AuditEntry[]) => items.map(({ action }) => action)

describe('the audit log', () => {
  it('is for those with the grant alone, administrators without it included', async () => {
    for (const key of ['GET /api/audit', 'GET /api/audit/chain'] as const) {
      expect((await server.client().send(key)).statusCode).toBe(401)
      expect((await office.admin.send(key)).statusCode).toBe(403)
      expect((await office.agent.send(key)).statusCode).toBe(403)
    }
  })

  it('shows who did what, from where, with the number in the chain', async () => {
    const order = await office.createOrder()
    await office.agent.call('GET /api/work-orders/:id', { params: { id: order.id } })
    await expect
      .poll(async () => (await auditor.call('GET /api/audit/chain')).waiting, { timeout: 5_000 })
      .toBe(0)
    const { items } = await search({ taskNumber: order.taskNumber, action: 'work-order.view' })
    expect(items).toEqual([
      {
        id: expect.any(String),
        number: expect.any(Number),
        at: expect.stringMatching(/Z$/),
        actorKind: 'account',
        actor: 'name of service-agent',
        action: 'work-order.view',
        taskNumber: order.taskNumber,
        callId: null,
        targetId: null,
        address: '127.0.0.1',
        details: {},
      },
    ])
  })

  it('names customers and the system in words', async () => {
    const targetId = newId()
    const seat = { kind: 'seat', seatId: newId(), workOrderId: null, address: '192.0.2.7' } as const
    await write(seat, { targetId })
    await write(system, { targetId })
    const { items } = await search({ targetId })
    expect(items.map(({ actor, address }) => [actor, address])).toEqual([
      ['系统', null],
      ['客户', '192.0.2.7'],
    ])
  })

  it('filters by person, action or area of actions, object and period', async () => {
    const mine = await search({ actorId: auditorId, action: 'session' })
    expect(actions(mine.items)).toEqual(['session.begin'])
    expect(actions((await search({ action: 'work-order', limit: '100' })).items)).toEqual(
      expect.arrayContaining(['work-order.create', 'work-order.view']),
    )
    const targetId = newId()
    await write(system, { targetId })
    const [entry] = (await search({ targetId })).items
    const at = Date.parse(entry?.at ?? '')
    const to = new Date(at + 1).toISOString()
    const from = new Date(at).toISOString()
    expect((await search({ targetId, from, to })).items).toHaveLength(1)
    expect((await search({ targetId, to: from })).items).toEqual([])
    expect((await search({ targetId, from: to })).items).toEqual([])
    expect((await search({ taskNumber: '99999999' })).items).toEqual([])
  })

  it('pages without a gap or a repetition while it grows, and audits the search once', async () => {
    const targetId = newId()
    for (let count = 0; count < 7; count += 1) await write(system, { targetId, details: { count } })
    const counts: unknown[] = []
    let cursor: string | null = null
    do {
      const more: Record<string, string> = cursor === null ? {} : { cursor }
      const page = await search({ targetId, limit: '3', ...more })
      counts.push(...page.items.map(({ details }) => details['count']))
      cursor = page.nextCursor
      await write(system, { targetId, details: { count: 'late' } })
    } while (cursor !== null)
    expect(counts).toEqual([6, 5, 4, 3, 2, 1, 0])
    const searches = await search({ actorId: auditorId, action: 'audit.search' })
    expect(searches.items.filter(({ details }) => details['targetId'] === targetId)).toHaveLength(1)
  })

  it('shows details as they were written, what looks like personal data masked', async () => {
    const targetId = newId()
    const details = { old_name: '邓*闲', to: ['15618293093', 'x11010519491231002Xy'], count: 1 }
    await write(system, { targetId, details })
    expect((await search({ targetId })).items[0]?.details).toEqual({
      old_name: '邓*闲',
      to: ['156****3093', 'x110***********002Xy'],
      count: 1,
    })
    expect(maskDetails('case 646464644664, order 10000001')).toBe(
      'case 646464644664, order 10000001',
    )
  })

  it('refuses what is no search', async () => {
    const at = '2026-03-01T00:00:00Z'
    const bad: Record<string, string>[] = [
      { from: at, to: at },
      { cursor: 'nonsense' },
      { cursor: Buffer.from(`0000-01-01T00:00:00.000000Z ${newId()}`).toString('base64url') },
      { action: 'Work' },
      { actorId: 'me' },
      { limit: '0' },
    ]
    for (const query of bad) {
      const response = await auditor.send('GET /api/audit', { query })
      expect([query, response.statusCode, codeOf(response)]).toEqual([query, 400, 'invalid_input'])
    }
  })

  it('chains what happens within a second, and goes on where a process stops', async () => {
    const other = await server.another()
    await write(system, {})
    await other.close()
    const since = Date.now()
    await write(system, {})
    await expect
      .poll(async () => (await auditor.call('GET /api/audit/chain')).waiting, { interval: 20 })
      .toBe(0)
    expect(Date.now() - since).toBeLessThan(1_000)
  })
})
