import { afterAll, beforeAll, expect, it } from 'vitest'
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

const remark = (id: string, text: string, browser: TestClient = office.agent) =>
  browser.send('POST /api/work-orders/:id/remarks', { params: { id }, body: { text } })
const recordsOf = (id: string) =>
  office.agent.call('GET /api/work-orders/:id/records', { params: { id } })

it('is kept with its author, newest first, on closed orders too, and leaves the version', async () => {
  const { id } = await office.createOrder()
  const first = await remark(id, ' 客户要求\n下午联系 🙂 ')
  expect(first.statusCode).toBe(201)
  expect(first.json()).toMatchObject({
    text: '客户要求\n下午联系 🙂',
    author: 'name of service-agent',
    at: expect.any(String),
  })
  await office.agent.call('POST /api/work-orders/:id/revoke', {
    params: { id },
    body: { version: 0 },
  })
  expect((await remark(id, "it's =1+1 <b>", office.admin)).statusCode).toBe(201)
  const { remarks, operations } = await recordsOf(id)
  expect(remarks.map(({ text, author }) => [text, author])).toEqual([
    ["it's =1+1 <b>", 'name of office-admin'],
    ['客户要求\n下午联系 🙂', 'name of service-agent'],
  ])
  const made = operations.filter(({ action }) => action === 'remark.add')
  expect(made.map(({ address, changes }) => [address, changes])).toEqual([
    ['127.0.0.1', []],
    ['127.0.0.1', []],
  ])
})

it('is not repeated in the audit log', async () => {
  const { id } = await office.createOrder()
  await remark(id, '身份证 11010519491231002X')
  const rows = await server.ctx.db
    .selectFrom('auditLog')
    .select('details')
    .where('workOrderId', '=', id)
    .execute()
  expect(JSON.stringify(rows)).not.toContain('11010519491231002X')
})

it.each([' ', 'x'.repeat(1_001), 'a\0b'])('refuses %j', async (text) => {
  const { id } = await office.createOrder()
  const response = await remark(id, text)
  expect([response.statusCode, codeOf(response)]).toEqual([400, 'invalid_input'])
})

it('is for those who may change the order', async () => {
  const { id } = await office.createOrder()
  expect((await remark(id, 'x', office.claimAgent)).statusCode).toBe(404)
  expect((await remark(id, 'x', server.client())).statusCode).toBe(401)
  expect((await remark('0197f0a0-0000-7000-8000-000000000000', 'x')).statusCode).toBe(404)
  const readerId = await server.addAccount('reader', 'agent')
  const grants = { grants: ['review' as const] }
  await server.ctx.db.updateTable('accounts').set(grants).where('id', '=', readerId).execute()
  expect((await remark(id, 'x', await server.signedIn('reader'))).statusCode).toBe(403)
})
