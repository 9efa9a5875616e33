import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { SaveWorkOrder, WorkOrder } from '@veridesk/contract'
import type { Problem } from '@veridesk/contract/errors'
import { answerWhenRinging, customerOf, queue } from '../../testing/calling.ts'
import { openOffice, type Office } from '../../testing/office.ts'
import { codeOf, type TestClient } from '../../testing/test-client.ts'
import { createTestServer, type TestServer } from '../../testing/test-server.ts'

let server: TestServer
let office: Office
let order: WorkOrder
beforeAll(async () => {
  server = await createTestServer()
  office = await openOffice(server)
})
afterAll(() => server.close())
beforeEach(async () => {
  order = await office.createOrder({ idNumber: '11010519491231002X', policyNumber: 'P1' })
})

const form = (more: Partial<SaveWorkOrder> = {}): SaveWorkOrder => ({
  businessItemId: order.businessItemId,
  insuredName: '邓小闲',
  contactPhone: '15618293093',
  idNumber: '11010519491231002X',
  caseNumber: '20201234',
  policyNumber: 'P1',
  version: order.version,
  ...more,
})
const save = (more: Partial<SaveWorkOrder> = {}, browser: TestClient = office.agent) =>
  browser.send('PUT /api/work-orders/:id', { params: { id: order.id }, body: form(more) })
const operations = async () =>
  (await office.agent.call('GET /api/work-orders/:id/records', { params: { id: order.id } }))
    .operations
const edits = async () => (await operations()).filter(({ action }) => action === 'work-order.edit')

describe('保存', () => {
  it('changes every field, and leaves who changed what from where, masked', async () => {
    const response = await save({
      businessItemId: office.items.claim,
      insuredName: '欧阳明月',
      contactPhone: '13800138000',
      idNumber: '432929202007000515',
      caseNumber: 'C-2',
      policyNumber: 'P2',
    })
    expect(response.statusCode).toBe(200)
    const saved = response.json<WorkOrder>()
    expect(saved).toMatchObject({
      version: 1,
      businessType: '理赔',
      insuredName: '欧阳明月',
      contactPhone: '13800138000',
      idNumber: '432929202007000515',
      idNumberDoubtful: true,
      caseNumber: 'C-2',
      policyNumber: 'P2',
    })
    expect(saved.updatedAt > order.updatedAt).toBe(true)
    const [edit] = await edits()
    expect(edit).toMatchObject({
      actor: 'name of service-agent',
      address: '127.0.0.1',
      changes: [
        { field: 'businessItem', from: '保全 / 变更投保人', to: '理赔 / 医疗理赔' },
        { field: 'insuredName', from: '邓*闲', to: '欧**月' },
        { field: 'contactPhone', from: '156****3093', to: '138****8000' },
        { field: 'idNumber', from: '110***********002X', to: '432***********0515' },
        { field: 'caseNumber', from: '20201234', to: 'C-2' },
        { field: 'policyNumber', from: 'P1', to: 'P2' },
      ],
    })
    const found = async (search: string) =>
      (await office.agent.call('GET /api/work-orders', { query: { search } })).items.map(
        ({ id }) => id,
      )
    expect(await found('432929202007000515')).toEqual([order.id])
    expect(await found('13800138000')).toEqual([order.id])
    expect(await found('11010519491231002X')).not.toContain(order.id)
  })

  it('empties what the form leaves out', async () => {
    const { insuredName, idNumber, policyNumber, ...needed } = form()
    expect([insuredName, idNumber, policyNumber]).not.toContain(undefined)
    const params = { id: order.id }
    const saved = await office.agent.call('PUT /api/work-orders/:id', { params, body: needed })
    expect(saved).toMatchObject({ insuredName: null, idNumber: null, policyNumber: null })
    const [edit] = await edits()
    expect(edit?.changes.map(({ to }) => to)).toEqual([null, null, null])
  })

  it('gives and takes 优先, which the list shows', async () => {
    expect(order.priority).toBe(false)
    expect((await save({ priority: true })).json()).toMatchObject({ priority: true, version: 1 })
    const listed = async () =>
      (await office.agent.call('GET /api/work-orders', { query: {} })).items.find(
        ({ id }) => id === order.id,
      )?.priority
    expect(await listed()).toBe(true)
    expect((await save({ version: 1 })).json()).toMatchObject({ priority: false, version: 2 })
    expect(await listed()).toBe(false)
    expect((await edits()).map(({ changes }) => changes)).toEqual([
      [{ field: 'priority', from: 'true', to: null }],
      [{ field: 'priority', from: null, to: 'true' }],
    ])
  })

  it('of nothing new changes nothing, and is audited as the view that it is', async () => {
    const response = await save()
    expect(response.json()).toMatchObject({ version: 0, updatedAt: order.updatedAt })
    expect(await edits()).toEqual([])
    const views = await server.ctx.db
      .selectFrom('auditLog')
      .select('id')
      .where('workOrderId', '=', order.id)
      .where('action', '=', 'work-order.view')
      .execute()
    expect(views).toHaveLength(1)
  })

  it('keeps an item that was deleted since, and takes no new one that is gone', async () => {
    const { db } = server.ctx
    const setDeleted = (id: string, deletedAt: Date | null) =>
      db.updateTable('businessItems').set({ deletedAt }).where('id', '=', id).execute()
    await setDeleted(office.items.service, new Date())
    await setDeleted(office.items.claim, new Date())
    expect((await save({ caseNumber: 'kept' })).statusCode).toBe(200)
    const gone = await save({ businessItemId: office.items.claim, version: 1 })
    expect([gone.statusCode, codeOf(gone)]).toEqual([400, 'unknown_business_item'])
    await setDeleted(office.items.service, null)
    await setDeleted(office.items.claim, null)
  })

  it('is refused on a closed order', async () => {
    await office.agent.call('POST /api/work-orders/:id/revoke', {
      params: { id: order.id },
      body: { version: 0 },
    })
    const response = await save({ version: 1 })
    expect([response.statusCode, codeOf(response)]).toEqual([409, 'order_closed'])
  })

  it.each([
    ['a landline', { contactPhone: '02112345678' }],
    ['a priority that is neither yes nor no', { priority: 'high' }],
    ['a status of its own', { status: 'completed' }],
    ['no version', { version: undefined }],
  ])('refuses %s', async (_what, more) => {
    const response = await save(more as object)
    expect([response.statusCode, codeOf(response)]).toEqual([400, 'invalid_input'])
  })

  it('is not for those who do not see the order, nor for those who only read', async () => {
    const hidden = await save({}, office.claimAgent)
    expect([hidden.statusCode, codeOf(hidden)]).toEqual([404, 'not_found'])
    const readerId = await server.addAccount(`reader-${order.taskNumber}`, 'agent')
    const grants = { grants: ['audit' as const] }
    await server.ctx.db.updateTable('accounts').set(grants).where('id', '=', readerId).execute()
    const reader = await server.signedIn(`reader-${order.taskNumber}`)
    const refused = await save({ caseNumber: 'x' }, reader)
    expect([refused.statusCode, codeOf(refused)]).toEqual([403, 'forbidden'])
    const stranger = await save({}, server.client())
    expect(stranger.statusCode).toBe(401)
  })
})

describe('of two who edit at once', () => {
  it('the second is refused and told who changed what', async () => {
    await save({ insuredName: '甲乙', caseNumber: 'one' }, office.admin)
    await save({ insuredName: '甲乙', caseNumber: 'two', version: 1 }, office.agent)
    const response = await save({ policyNumber: 'P9' }, office.admin)
    expect(response.statusCode).toBe(409)
    const { code, changes = [] } = response.json<Problem>()
    expect(code).toBe('stale_version')
    expect(changes.map(({ field, by }) => [field, by])).toEqual([
      ['caseNumber', 'name of service-agent'],
      ['insuredName', 'name of office-admin'],
    ])
    for (const { at } of changes) expect(new Date(at).toISOString()).toBe(at)
    // Only what came after the version that the form holds.
    const later = (await save({ version: 1 }, office.admin)).json<Problem>()
    expect(later.changes?.map(({ field }) => field)).toEqual(['caseNumber'])
  })

  it('one wins where both save at the same moment', async () => {
    const both = await Promise.all([
      save({ caseNumber: 'a' }, office.agent),
      save({ caseNumber: 'b' }, office.admin),
    ])
    expect(both.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([200, 409])
    expect(await edits()).toHaveLength(1)
  })

  it('a version from nowhere is stale, with nobody to name', async () => {
    const response = await save({ version: 7 })
    expect(response.json()).toMatchObject({ code: 'stale_version', changes: [] })
  })

  it('an answered call counts as a change of the status', async () => {
    const customer = await customerOf(server, office, { order })
    await office.agent.call('PUT /api/me/state', { body: { state: 'idle' } })
    const callId = await queue(customer)
    await answerWhenRinging(server, office.agent, callId)
    const { changes } = (await save({ caseNumber: 'x' }, office.admin)).json<Problem>()
    expect(changes).toMatchObject([{ field: 'status', by: 'name of service-agent' }])
    await office.agent.call('POST /api/calls/:id/hang-up', { params: { id: callId } })
  })
})
