import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { WorkOrderRow } from '@veridesk/contract'
import type { AccountActor } from '../../actor.ts'
import { openOffice, type Office } from '../../testing/office.ts'
import { createTestServer, type TestServer } from '../../testing/test-server.ts'
import { countWorkOrders, workOrderExportRows } from './export-rows.ts'

let server: TestServer
let office: Office
beforeAll(async () => {
  server = await createTestServer()
  office = await openOffice(server)
  const { db, blindIndexes } = server.ctx
  const rows = Array.from({ length: 1_203 }, (_, index) => ({
    id: randomUUID(),
    itemId: index % 3 === 0 ? office.items.claim : office.items.service,
    creatorId: office.agentId,
    insuredName: '邓小闲',
    contactPhone: '15618293093',
    contactPhoneIndex: blindIndexes.phone('15618293093'),
    caseNumber: String(index),
    // Many of one time.
    createdAt: new Date(Date.UTC(2026, 0, 1 + (index % 4))),
  }))
  await db.insertInto('workOrders').values(rows).execute()
})
afterAll(() => server.close())

const actor = (more: Partial<AccountActor>): AccountActor => ({
  kind: 'account',
  accountId: office.agentId,
  sessionId: randomUUID(),
  name: '张三',
  role: 'agent',
  grants: [],
  mustChangePassword: false,
  address: null,
  ...more,
})
async function exported(reader: AccountActor, filter: object = {}): Promise<WorkOrderRow[][]> {
  const batches: WorkOrderRow[][] = []
  for await (const batch of workOrderExportRows(server.ctx, reader, { sort: 'updated', ...filter }))
    batches.push(batch)
  return batches
}

it('gives every order once, masked, newest first, and as many as were counted', async () => {
  const batches = await exported(actor({ role: 'admin' }))
  expect(batches.map((batch) => batch.length)).toEqual([500, 500, 203])
  const rows = batches.flat()
  expect(new Set(rows.map(({ id }) => id)).size).toBe(1_203)
  expect(rows.map(({ createdAt }) => createdAt)).toEqual(
    rows
      .map(({ createdAt }) => createdAt)
      .toSorted()
      .toReversed(),
  )
  for (const row of rows)
    expect(row).toMatchObject({ insuredName: '邓*闲', contactPhone: '156****3093' })
  expect(await countWorkOrders(server.ctx, actor({ role: 'admin' }), { sort: 'created' })).toBe(
    1_203,
  )
})

it('gives what the filter and the reader leave, and nothing where that is nothing', async () => {
  const claims = await exported(actor({ accountId: office.claimAgentId }))
  expect(claims.flat()).toHaveLength(401)
  const filter = { search: '15618293093', from: '2026-01-02T00:00:00Z', sort: 'created' as const }
  const some = (await exported(actor({}), filter)).flat()
  expect(some).toHaveLength(await countWorkOrders(server.ctx, actor({}), filter))
  expect(some.every(({ createdAt }) => createdAt >= '2026-01-02')).toBe(true)
  expect(await exported(actor({}), { search: 'nobody' })).toEqual([])
  await expect(
    exported(actor({}), { from: '2026-01-02T00:00:00Z', to: '2026-01-01T00:00:00Z' }),
  ).rejects.toThrow('invalid_input')
})
