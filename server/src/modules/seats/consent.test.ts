import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
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

let orderId: string
let customer: TestClient
beforeEach(async () => {
  const order = await office.createOrder()
  orderId = order.id
  customer = server.client()
  const token = await office.linkToken(order.taskNumber)
  await customer.call('POST /api/customer/enter', { body: { token } })
})

const agree = (noticeVersion: unknown = 1) =>
  customer.send('POST /api/customer/consent', { body: { noticeVersion } })
const consents = () =>
  server.ctx.db.selectFrom('consents').selectAll().where('workOrderId', '=', orderId).execute()

it('keeps the words as shown, in both languages, with the time', async () => {
  const response = await agree()
  expect(response.json()).toMatchObject({ consentedAt: expect.any(String) })
  const [row, ...more] = await consents()
  expect(more).toEqual([])
  expect(row).toMatchObject({ noticeVersion: 1, givenAt: expect.any(Date) })
  expect(row?.noticeText).toMatch(/全程录音录像[^]*this call is recorded/)
})

it('is kept once, however often it is given', async () => {
  const answers = await Promise.all([agree(), agree(), agree()])
  expect(answers.map((response) => response.statusCode)).toEqual([200, 200, 200])
  expect(await consents()).toHaveLength(1)
})

it('is refused for another notice than the one in force', async () => {
  const response = await agree(2)
  expect([response.statusCode, codeOf(response)]).toEqual([409, 'stale_version'])
  expect(await consents()).toEqual([])
})

it.each([{}, { noticeVersion: '1' }, { noticeVersion: 1, all: true }])(
  'refuses %j',
  async (body) => {
    const response = await customer.send('POST /api/customer/consent', { body })
    expect([response.statusCode, codeOf(response)]).toEqual([400, 'invalid_input'])
  },
)

it('is asked for again once the notice has changed', async () => {
  await agree()
  const notice = { version: 2, zh: '新的告知', en: 'A new notice' }
  const { db } = server.ctx
  await db
    .insertInto('settings')
    .values({ key: 'notice', value: JSON.stringify(notice) })
    .execute()
  try {
    const view = await customer.call('GET /api/customer/session')
    expect(view).toMatchObject({ notice, consentedAt: null })
    expect((await agree(2)).statusCode).toBe(200)
    expect((await consents()).map((row) => row.noticeText)).toContain('新的告知\n\nA new notice')
  } finally {
    await db.deleteFrom('settings').execute()
  }
})
