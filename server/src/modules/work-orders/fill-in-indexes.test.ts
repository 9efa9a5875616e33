import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openOffice, type Office } from '../../testing/office.ts'
import { createTestServer, type TestServer } from '../../testing/test-server.ts'
import { startFillingIn } from './fill-in-indexes.ts'
import { hasUnindexed } from './index-repository.ts'

let server: TestServer
let office: Office
beforeAll(async () => {
  server = await createTestServer()
  office = await openOffice(server)
})
afterAll(() => server.close())

it('goes on batch by batch', async () => {
  const { db } = server.ctx
  const row = { itemId: office.items.service, creatorId: office.agentId, caseNumber: 'batch' }
  const rows = Array.from({ length: 2_100 }, () => ({
    ...row,
    id: randomUUID(),
    contactPhone: '13900000000',
  }))
  await db.insertInto('workOrders').values(rows).execute()
  await startFillingIn(server.ctx)
  await expect.poll(() => hasUnindexed(db), { timeout: 20_000 }).toBe(false)
  const query = { search: '13900000000' }
  const counts = await office.admin.call('GET /api/work-orders/counts', { query })
  expect(counts.pending).toEqual({ value: 1_000, capped: true })
  await db.deleteFrom('workOrders').where('caseNumber', '=', 'batch').execute()
})

it('orders from before the blind indexes are found once an app has started', async () => {
  const { db } = server.ctx
  const ids: string[] = []
  for (const idNumber of ['11010519491231002X', undefined])
    ids.push((await office.createOrder(idNumber ? { idNumber } : {})).id)
  const none = { contactPhoneIndex: null, idNumberIndex: null }
  await db.updateTable('workOrders').set(none).execute()
  const find = async (search: string) =>
    (await office.agent.call('GET /api/work-orders', { query: { search } })).items.map(
      ({ id }) => id,
    )
  expect(await find('15618293093')).toEqual([])

  const started = await server.another()
  await expect.poll(() => hasUnindexed(db), { timeout: 10_000 }).toBe(false)
  await started.close()
  expect(await find('15618293093')).toEqual(ids.toReversed())
  expect(await find('11010519491231002X')).toEqual([ids[0]])
  const versions = await db.selectFrom('workOrders').select('version').execute()
  expect(versions.every(({ version }) => version === 0)).toBe(true)
})
