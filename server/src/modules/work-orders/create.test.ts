import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openOffice, type Office } from '../../testing/office.ts'
import { codeOf } from '../../testing/test-client.ts'
import { createTestServer, type TestServer } from '../../testing/test-server.ts'

let server: TestServer
let office: Office
beforeAll(async () => {
  server = await createTestServer()
  office = await openOffice(server)
})
afterAll(() => server.close())

const order = (more: object = {}) => ({
  businessItemId: office.items.service,
  insuredName: '邓小闲',
  contactPhone: '15618293093',
  idNumber: '11010519491231002x',
  caseNumber: '20201234',
  policyNumber: '20202020',
  ...more,
})
const actionsOf = async (workOrderId: string) =>
  (
    await server.ctx.db
      .selectFrom('auditLog')
      .select(['action', 'actorKind'])
      .where('workOrderId', '=', workOrderId)
      .orderBy('at')
      .execute()
  ).map((row) => `${row.action} by ${row.actorKind}`)

describe('新建', () => {
  it('makes a 待处理 order with a number of the system and sends its SMS', async () => {
    const response = await office.agent.send('POST /api/work-orders', { body: order() })
    expect(response.statusCode).toBe(201)
    const created = response.json<Awaited<ReturnType<Office['createOrder']>>>()
    expect(created).toMatchObject({
      taskNumber: expect.stringMatching(/^\d{8,}$/),
      status: 'pending',
      version: 0,
      businessType: '保全',
      businessItem: '变更投保人',
      insuredName: '邓小闲',
      contactPhone: '15618293093',
      idNumber: '11010519491231002X',
      idNumberDoubtful: false,
      creator: 'name of service-agent',
      handler: 'name of service-agent',
      liveCallId: null,
      sms: { lastSentAt: null, lastStatus: 'queued', nextAllowedAt: expect.any(String) },
    })
    const { items } = await office.agent.call('GET /api/sms/outbox')
    expect(items[0]).toMatchObject({
      kind: 'link',
      phone: '15618293093',
      taskNumber: created.taskNumber,
      text: expect.stringMatching(
        /^【远程视频柜面】.*保全（变更投保人）.*http:\/\/\S+\/c\/\S{22} /,
      ),
    })
    expect((await actionsOf(created.id)).slice(0, 2)).toEqual([
      'work-order.create by account',
      'sms.send by account',
    ])
    // The simulated carrier takes it within a moment.
    await expect
      .poll(() => actionsOf(created.id), { timeout: 10_000 })
      .toContain('sms.sent by system')
    const seen = await office.agent.call('GET /api/work-orders/:id', { params: { id: created.id } })
    expect(seen.sms).toMatchObject({ lastStatus: 'sent', lastSentAt: expect.any(String) })
    expect(seen.version).toBe(0)
  })

  it('needs only business item, phone and case number', async () => {
    const body = {
      businessItemId: office.items.claim,
      contactPhone: '13800138000',
      caseNumber: '1',
    }
    const created = await office.agent.call('POST /api/work-orders', { body })
    expect(created).toMatchObject({
      insuredName: null,
      idNumber: null,
      policyNumber: null,
      priority: false,
    })
  })

  it('may be given priority, and its audit row tells', async () => {
    const { id, priority } = await office.createOrder({ priority: true })
    expect(priority).toBe(true)
    const { details } = await server.ctx.db
      .selectFrom('auditLog')
      .select('details')
      .where('action', '=', 'work-order.create')
      .where('workOrderId', '=', id)
      .executeTakeFirstOrThrow()
    expect(details).toEqual({ priority: true })
  })

  it.each([
    ['a landline', { contactPhone: '02112345678' }],
    ['no case number', { caseNumber: ' ' }],
    ['an ID number of 17 digits', { idNumber: '11010519491231002' }],
    ['an ID number with a letter inside', { idNumber: '1101051949123100X2' }],
    ['a name with a line break', { insuredName: '邓\n小闲' }],
    ['an item that is no id', { businessItemId: '保全' }],
    ['a status of its own', { status: 'completed' }],
  ])('refuses %s', async (_what, more) => {
    const response = await office.agent.send('POST /api/work-orders', { body: order(more) })
    expect(response.statusCode).toBe(400)
    expect(codeOf(response)).toBe('invalid_input')
  })

  it('refuses a business item that does not exist, and writes nothing', async () => {
    const count = async () =>
      (await server.ctx.db.selectFrom('workOrders').select('id').execute()).length
    const before = await count()
    const body = order({ businessItemId: '0197f0a0-0000-7000-8000-000000000000' })
    const response = await office.agent.send('POST /api/work-orders', { body })
    expect(response.statusCode).toBe(400)
    expect(codeOf(response)).toBe('unknown_business_item')
    expect(await count()).toBe(before)
  })

  it.each(["manual's 18 digits: 432929202007000515", "manual's 15 digits: 654646464646565"])(
    'keeps a doubtful ID number and says so (the %s)',
    async (what) => {
      const idNumber = what.split(': ')[1] ?? ''
      const created = await office.createOrder({ idNumber })
      expect(created).toMatchObject({ idNumber, idNumberDoubtful: true })
    },
  )

  it('keeps neither the ID number nor the link in plain text', async () => {
    const created = await office.createOrder({ idNumber: '11010519491231002X' })
    const token = await office.linkToken(created.taskNumber)
    const { db } = server.ctx
    const rows = [
      await db.selectFrom('workOrders').selectAll().execute(),
      await db.selectFrom('links').selectAll().execute(),
      await db.selectFrom('smsMessages').selectAll().execute(),
      await db.selectFrom('auditLog').selectAll().execute(),
    ].flat(2)
    const texts = rows.flatMap((row) =>
      Object.values(row).map((value) =>
        Buffer.isBuffer(value) ? value.toString() : String(value),
      ),
    )
    for (const text of texts) {
      expect(text).not.toContain('11010519491231002')
      expect(text).not.toContain(token)
    }
  })
})
