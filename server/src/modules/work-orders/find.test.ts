import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CreateWorkOrder } from '@veridesk/contract'
import { openOffice, type Office } from '../../testing/office.ts'
import { codeOf, type TestClient } from '../../testing/test-client.ts'
import { createTestServer, type TestServer } from '../../testing/test-server.ts'

let server: TestServer
let office: Office
beforeAll(async () => {
  server = await createTestServer()
  office = await openOffice(server)
})
afterAll(() => server.close())

const create = async (more: Partial<CreateWorkOrder>) => (await office.createOrder(more)).id
const list = async (query: Record<string, unknown>, reader: TestClient = office.agent) =>
  (await reader.call('GET /api/work-orders', { query })).items.map((row) => row.id)
const find = (search: string, reader?: TestClient) => list({ search }, reader)

describe('a search', () => {
  it('finds a name by itself and by its beginning, and by nothing inside it', async () => {
    const id = await create({ insuredName: '欧阳明月' })
    for (const search of ['欧', '欧阳', '欧阳明月', ' 欧阳明 '])
      expect(await find(search)).toEqual([id])
    for (const search of ['阳明', '欧阳明月亮', '欧%', '欧_明月'])
      expect(await find(search)).toEqual([])
  })

  it.each([
    '%100',
    '_x',
    '\\',
    "O'Brien'; drop table x--",
    '"',
    '🙂笑',
    '𠮷野家',
    'Ünal',
    '{a}',
    '(?i)a.*',
  ])('takes %j for the characters that it is', async (text) => {
    const named = await create({ insuredName: `${text}甲` })
    const cased = await create({ caseNumber: `${text}-7` })
    expect((await find(text)).toSorted()).toEqual([named, cased].toSorted())
    expect(await find(`${text}甲`)).toEqual([named])
    expect(await find(`${text}-`)).toEqual([cased])
  })

  it('finds policy and case numbers whatever their case, task numbers by their beginning', async () => {
    const id = await create({ policyNumber: 'Pol-AB12', caseNumber: 'CaSe/9' })
    for (const search of ['pol-ab12', 'POL', 'Pol-AB', 'case/9', 'cas'])
      expect(await find(search)).toEqual([id])
    const { taskNumber } = await office.agent.call('GET /api/work-orders/:id', { params: { id } })
    expect(await find(taskNumber)).toEqual([id])
    expect(await find(taskNumber.slice(0, 4))).toContain(id)
    expect(await find(`${taskNumber}0`)).toEqual([])
  })

  it('finds a phone and an ID number whole only', async () => {
    const id = await create({ contactPhone: '13912345678', idNumber: '11010519491231002x' })
    expect(await find('13912345678')).toEqual([id])
    expect(await find('11010519491231002X')).toEqual([id])
    expect(await find('11010519491231002x')).toEqual([id])
    for (const part of ['1391234567', '139', '12345678', '11010519491231002', '110105'])
      expect(await find(part)).toEqual([])
    const old = await create({ idNumber: '110105491231002' })
    expect(await find('110105491231002')).toEqual([old])
  })

  it('finds for an agent only what the agent sees', async () => {
    const id = await create({ insuredName: '看不见', contactPhone: '13800001111' })
    expect(await find('看不见', office.admin)).toEqual([id])
    expect(await find('看不见', office.claimAgent)).toEqual([])
    expect(await find('13800001111', office.claimAgent)).toEqual([])
  })

  it.each([' ', '', 'x'.repeat(61), 'a\nb', 'a\0b'])('refuses %j', async (search) => {
    const response = await office.agent.send('GET /api/work-orders', { query: { search } })
    expect([response.statusCode, codeOf(response)]).toEqual([400, 'invalid_input'])
  })
})

describe('the filters', () => {
  const day = (number: number) => new Date(Date.UTC(2020, 0, number))
  const ids: string[] = []
  beforeAll(async () => {
    for (let number = 1; number <= 4; number += 1) {
      const id = await create({ caseNumber: `f-${number}`, insuredName: '同名' })
      ids.push(id)
      await server.ctx.db
        .updateTable('workOrders')
        .set({ createdAt: day(number), updatedAt: day(10 - number) })
        .where('id', '=', id)
        .execute()
    }
  })
  const first = { from: '2020-01-01T00:00:00Z', to: '2020-01-31T00:00:00Z' }

  it('sort by creation and by update, both ways', async () => {
    expect(await list(first)).toEqual(ids.toReversed())
    expect(await list({ ...first, ascending: true })).toEqual(ids)
    expect(await list({ ...first, sort: 'updated' })).toEqual(ids)
    expect(await list({ ...first, sort: 'updated', ascending: true })).toEqual(ids.toReversed())
  })

  it.each([{}, { ascending: true }, { sort: 'updated' }, { sort: 'updated', ascending: true }])(
    'page through everything once with %o',
    async (more) => {
      for (const query of [
        more,
        { ...more, search: '同名' },
        { ...more, handlerId: office.agentId },
      ]) {
        const whole = await list({ ...first, ...query })
        const paged: string[] = []
        let cursor: string | undefined
        do {
          const given = { ...first, ...query, limit: 1, ...(cursor ? { cursor } : {}) }
          const page = await office.agent.call('GET /api/work-orders', { query: given as object })
          paged.push(...page.items.map((row) => row.id))
          cursor = page.nextCursor ?? undefined
        } while (cursor)
        expect(paged).toEqual(whole)
        expect(paged).toHaveLength(4)
      }
    },
  )

  it('take a period of the time that sorts, its end left out', async () => {
    const period = { from: day(2).toISOString(), to: day(4).toISOString() }
    expect(await list(period)).toEqual([ids[2], ids[1]])
    const updated = { sort: 'updated', from: day(7).toISOString(), to: day(9).toISOString() }
    expect(await list(updated)).toEqual([ids[1], ids[2]])
    const counts = await office.agent.call('GET /api/work-orders/counts', { query: period })
    expect(counts.all).toEqual({ value: 2, capped: false })
  })

  it.each([
    ['the wrong way round', { from: '2020-01-02T00:00:00Z', to: '2020-01-01T00:00:00Z' }],
    ['of no length', { from: '2020-01-02T00:00:00.5Z', to: '2020-01-02T00:00:00.500Z' }],
  ])('refuse a period %s, naming the field', async (_what, query) => {
    for (const key of ['GET /api/work-orders', 'GET /api/work-orders/counts'] as const) {
      const response = await office.agent.send(key, { query })
      expect(response.statusCode).toBe(400)
      expect(response.json()).toMatchObject({ code: 'invalid_input', fields: [{ path: 'to' }] })
    }
  })

  it('a handler is whom the list shows: who answered last, until then who created', async () => {
    const { db } = server.ctx
    const [handled = ''] = ids
    const taken = { handlerId: office.claimAgentId }
    await db.updateTable('workOrders').set(taken).where('id', '=', handled).execute()
    expect(await list({ ...first, handlerId: office.claimAgentId })).toEqual([handled])
    expect(await list({ ...first, handlerId: office.agentId })).toEqual(ids.slice(1).toReversed())
    const counts = await office.agent.call('GET /api/work-orders/counts', {
      query: { ...first, handlerId: office.claimAgentId },
    })
    expect([counts.all.value, counts.pending.value]).toEqual([1, 1])
    await db.updateTable('workOrders').set({ handlerId: null }).where('id', '=', handled).execute()
  })

  it('a business type is all of its items', async () => {
    const { items: types } = await office.agent.call('GET /api/business-types')
    const [service, claim] = types
    const claimed = await create({ businessItemId: office.items.claim })
    expect(await list({ businessTypeId: claim?.id }, office.admin)).toContain(claimed)
    expect(await list({ ...first, businessTypeId: service?.id })).toEqual(ids.toReversed())
    expect(await list({ ...first, businessTypeId: claim?.id })).toEqual([])
  })

  it('count what the list shows', async () => {
    const query = { ...first, search: '同名', handlerId: office.agentId }
    const [revoked = ''] = ids
    await office.agent.call('POST /api/work-orders/:id/revoke', {
      params: { id: revoked },
      body: { version: 0 },
    })
    const counts = await office.agent.call('GET /api/work-orders/counts', { query })
    const of = (value: number) => ({ value, capped: false })
    expect(counts).toEqual({
      all: of(4),
      pending: of(3),
      processing: of(0),
      completed: of(0),
      revoked: of(1),
    })
    expect(await list({ ...query, status: 'revoked' })).toEqual([revoked])
  })
})
