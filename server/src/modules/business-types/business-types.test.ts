import { afterAll, beforeAll, expect, it } from 'vitest'
import { openOffice, type Office } from '../../testing/office.ts'
import { createTestServer, type TestServer } from '../../testing/test-server.ts'

let server: TestServer
let office: Office
beforeAll(async () => {
  server = await createTestServer()
  office = await openOffice(server)
})
afterAll(() => server.close())

it('lists types and items in the order that administrators gave them', async () => {
  const { items } = await office.agent.call('GET /api/business-types')
  expect(items).toEqual([
    {
      id: expect.any(String),
      name: '保全',
      claim: false,
      items: [
        { id: office.items.service, name: '变更投保人' },
        { id: expect.any(String), name: '变更受益人' },
      ],
    },
    {
      id: expect.any(String),
      name: '理赔',
      claim: true,
      items: [{ id: office.items.claim, name: '医疗理赔' }],
    },
  ])
})

it('leaves out what was deleted; a type without items stays', async () => {
  const deleted = { deletedAt: new Date() }
  const { db } = server.ctx
  await db.updateTable('businessItems').set(deleted).where('name', '=', '医疗理赔').execute()
  const { items } = await office.admin.call('GET /api/business-types')
  expect(items.map((type) => [type.name, type.items.length])).toEqual([
    ['保全', 2],
    ['理赔', 0],
  ])
  await db.updateTable('businessTypes').set(deleted).where('name', '=', '理赔').execute()
  const { items: fewer } = await office.admin.call('GET /api/business-types')
  expect(fewer.map((type) => type.name)).toEqual(['保全'])
})
