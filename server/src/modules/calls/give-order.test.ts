import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { CallDetail, GiveOrder, WorkOrder } from '@veridesk/contract'
import {
  answerWhenRinging,
  callRow,
  customerOf,
  freeAgent,
  photographCall,
  queue,
  setSettings,
  untilCall,
} from '../../testing/calling.ts'
import { openOffice, type Office } from '../../testing/office.ts'
import { codeOf, type TestClient } from '../../testing/test-client.ts'
import { createTestServer, type TestServer } from '../../testing/test-server.ts'
import { walkInInCall, walkInOf, type WalkIn } from '../../testing/walk-ins.ts'
import { renewAgentLease } from '../agents/service.ts'
import { createGroup } from '../groups/service.ts'
import { renewSeatLease } from '../seats/service.ts'

let server: TestServer
let office: Office
let colleague: TestClient
let colleagueId: string
beforeAll(async () => {
  server = await createTestServer()
  office = await openOffice(server)
  colleagueId = await server.addAccount('colleague', 'agent')
  colleague = await server.signedIn('colleague')
  await server.ctx.db.transaction().execute((tx) =>
    createGroup(tx, {
      name: '第二组',
      itemIds: [office.items.service],
      memberIds: [colleagueId],
    }),
  )
  await setSettings(server, { leaseSeconds: 3_600 })
  for (const each of [office.agentId, colleagueId]) await renewAgentLease(server.ctx, each)
  await colleague.call('PUT /api/me/state', { body: { state: 'paused' } })
  await setSettings(server, {
    entry: { codesPerPhonePerHour: 99, codesPerAddressPerHour: 999, codesPerHour: 999 },
  })
})
afterAll(() => server.close())

let last = 13_700_000_000
let phone: string
let customer: WalkIn
let id: string
beforeEach(async () => {
  phone = String(++last)
  customer = await walkInOf(server, office, phone)
  id = await walkInInCall(server, customer, office.agent)
})

const give = (body: unknown, agent = office.agent, callId = id) =>
  agent.send('POST /api/calls/:id/work-order', { params: { id: callId }, body })
const given = async (body: GiveOrder, agent = office.agent): Promise<CallDetail> =>
  (await give(body, agent)).json()
const refusal = (body: unknown, agent = office.agent, callId = id) =>
  give(body, agent, callId).then((response) => [response.statusCode, codeOf(response)])
const create = () => ({
  create: { businessItemId: office.items.service, caseNumber: '77001', insuredName: '邓小闲' },
})
const link = ({ taskNumber }: Pick<WorkOrder, 'taskNumber'>) => ({ link: { taskNumber } })
const hangUp = () => office.agent.call('POST /api/calls/:id/hang-up', { params: { id } })
describe('a walk-in call', () => {
  it('has no task number, and says the phone masked', async () => {
    const detail = await office.agent.call('GET /api/calls/:id', { params: { id } })
    expect(detail).toMatchObject({
      workOrderId: null,
      taskNumber: null,
      insuredName: null,
      walkInPhone: `137****${phone.slice(-4)}`,
      businessItemId: office.items.service,
      businessType: '保全',
    })
    const { items } = await office.agent.call('GET /api/calls', { query: {} })
    expect(items.find((call) => call.id === id)).toMatchObject({ taskNumber: null })
  })

  it('rings with the phone masked', async () => {
    await freeAgent(office.agent)
    const who = await walkInOf(server, office, String(++last))
    await renewSeatLease(server.ctx, who.seatId)
    const waiting = await queue(who)
    await untilCall(server, waiting, 'ringing')
    const { agent } = await office.agent.call('GET /api/me')
    expect(agent?.ring).toMatchObject({
      taskNumber: null,
      workOrderId: null,
      walkInPhone: `137****${String(last).slice(-4)}`,
    })
    await who.browser.call('POST /api/customer/calls/:id/cancel', { params: { id: waiting } })
  })

  it('is seen by its agent and by whoever sees everything, with photos and recordings, and by nobody else', async () => {
    await photographCall(office.agent, id)
    const { id: photoId } = await server.ctx.db
      .selectFrom('photos')
      .select('id')
      .where('callId', '=', id)
      .executeTakeFirstOrThrow()
    const seenBy = async (browser: TestClient) => [
      (await browser.send('GET /api/calls/:id', { params: { id } })).statusCode,
      (await browser.send('GET /api/calls/:id/recordings', { params: { id } })).statusCode,
      (
        await browser.send('GET /api/photos/:id/:variant', {
          params: { id: photoId, variant: 'original' },
        })
      ).statusCode,
    ]
    expect(await seenBy(office.agent)).toEqual([200, 200, 200])
    expect(await seenBy(office.admin)).toEqual([200, 200, 200])
    expect(await seenBy(colleague)).toEqual([404, 404, 404])
  })
})

describe('creating its order', () => {
  it('gives it the customer’s phone and no message, and the agent as handler', async () => {
    const detail = await given(create())
    expect(detail).toMatchObject({ taskNumber: expect.stringMatching(/^\d+$/), status: 'active' })
    const order = await office.agent.call('GET /api/work-orders/:id', {
      params: { id: detail.workOrderId ?? '' },
    })
    expect(order).toMatchObject({
      contactPhone: phone,
      status: 'processing',
      handler: 'name of service-agent',
      liveCallId: id,
      sms: { lastSentAt: null, sentToday: 0 },
    })
    const { items } = await office.admin.call('GET /api/sms/outbox')
    expect(items.filter((each) => each.taskNumber === order.taskNumber)).toEqual([])
  })

  it('takes another phone where the agent gives one', async () => {
    const detail = await given({ create: { ...create().create, contactPhone: '15618293093' } })
    const order = await office.agent.call('GET /api/work-orders/:id', {
      params: { id: detail.workOrderId ?? '' },
    })
    expect(order.contactPhone).toBe('15618293093')
  })

  it('moves photos, consent, seat and what was recorded along', async () => {
    await photographCall(office.agent, id)
    const { workOrderId } = await given(create())
    await photographCall(office.agent, id)
    const records = await office.agent.call('GET /api/work-orders/:id/records', {
      params: { id: workOrderId ?? '' },
    })
    expect(records.calls.map((call) => call.id)).toEqual([id])
    expect(records.uploads).toHaveLength(2)
    expect(records.operations.map(({ action, actor }) => `${action} ${actor}`)).toEqual([
      'photo.add name of service-agent',
      'call.give-order name of service-agent',
      'work-order.create name of service-agent',
      'photo.add name of service-agent',
      'call.answer name of service-agent',
      'call.queue 客户',
      'consent.give 客户',
      'phone.enter 客户',
    ])
    const consents = await server.ctx.db
      .selectFrom('consents')
      .select('workOrderId')
      .where('seatId', '=', customer.seatId)
      .execute()
    expect(consents).toEqual([{ workOrderId }])
    const view = await customer.browser.call('GET /api/customer/session')
    expect(view).toMatchObject({
      walkIn: false,
      order: { callable: true },
      call: { id, status: 'active' },
    })
  })

  it('tells the pages in the call and the order’s', async () => {
    const heard: string[] = []
    const stop = server.ctx.bus.onNotification(({ topic }) => heard.push(topic))
    const { workOrderId } = await given(create())
    await expect
      .poll(() => heard, { timeout: 5_000 })
      .toEqual(
        expect.arrayContaining([
          `call:${id}`,
          `seat:${customer.seatId}`,
          `session:${customer.seatId}`,
          `work-order:${workOrderId}`,
          'work-orders',
        ]),
      )
    stop()
  })

  it('is possible after the call too, once', async () => {
    await hangUp()
    expect(await given(create())).toMatchObject({ status: 'ended' })
    expect(await refusal(create())).toEqual([409, 'call_has_order'])
  })

  it('lets the customer come back into the same order from the same page', async () => {
    const { workOrderId } = await given(create())
    await hangUp()
    await freeAgent(office.agent)
    const again = await queue(customer)
    expect(await callRow(server, again)).toMatchObject({ workOrderId })
    await customer.browser.call('POST /api/customer/calls/:id/cancel', { params: { id: again } })
  })

  it('gives a call that waits again meanwhile the order too', async () => {
    await hangUp()
    const again = await queue(customer)
    const { workOrderId } = await given(create())
    expect(await callRow(server, again)).toMatchObject({ workOrderId })
    await customer.browser.call('POST /api/customer/calls/:id/cancel', { params: { id: again } })
  })

  it('is refused for an item that there is not', async () => {
    const body = { create: { ...create().create, businessItemId: crypto.randomUUID() } }
    expect(await refusal(body)).toEqual([400, 'unknown_business_item'])
    expect(await callRow(server, id)).toMatchObject({ workOrderId: null })
  })
})

describe('linking an order', () => {
  it('makes the call the order’s, and the agent its handler', async () => {
    const order = await office.createOrder()
    await photographCall(office.agent, id)
    const detail = await given(link(order))
    expect(detail).toMatchObject({ workOrderId: order.id, insuredName: '邓*闲' })
    const linked = await office.agent.call('GET /api/work-orders/:id', {
      params: { id: order.id },
    })
    expect(linked).toMatchObject({ status: 'processing', liveCallId: id, version: 1 })
    const { uploads } = await office.agent.call('GET /api/work-orders/:id/records', {
      params: { id: order.id },
    })
    expect(uploads).toHaveLength(1)
    const { details } = await server.ctx.db
      .selectFrom('auditLog')
      .select('details')
      .where('action', '=', 'call.give-order')
      .where('callId', '=', id)
      .executeTakeFirstOrThrow()
    expect(details).toEqual({ created: false, otherPhone: true })
  })

  it('tells whoever edits the order what has changed', async () => {
    const order = await office.createOrder()
    await given(link(order))
    const { businessItemId, contactPhone } = order
    const response = await office.agent.send('PUT /api/work-orders/:id', {
      params: { id: order.id },
      body: { version: order.version, businessItemId, contactPhone, caseNumber: 'x' },
    })
    expect(response.json()).toMatchObject({
      code: 'stale_version',
      changes: [{ field: 'status', by: 'name of service-agent' }],
    })
  })

  it('is refused for a closed order', async () => {
    const order = await office.createOrder()
    await office.agent.call('POST /api/work-orders/:id/revoke', {
      params: { id: order.id },
      body: { version: order.version },
    })
    expect(await refusal(link(order))).toEqual([409, 'order_closed'])
  })

  it('is refused for an order that the agent does not see, or that there is not', async () => {
    const foreign = await office.admin.call('POST /api/work-orders', {
      body: {
        businessItemId: office.items.claim,
        contactPhone: '15618293093',
        caseNumber: '20201234',
      },
    })
    expect(await refusal(link(foreign))).toEqual([404, 'not_found'])
    expect(await refusal(link({ taskNumber: '99999999999999' }))).toEqual([404, 'not_found'])
  })

  it('is refused for an order whose page is open on another device, and puts out one that has gone', async () => {
    const order = await office.createOrder()
    const other = await customerOf(server, office, { order })
    await renewSeatLease(server.ctx, other.seatId)
    expect(await refusal(link(order))).toEqual([409, 'order_open_elsewhere'])
    await server.ctx.db
      .updateTable('seats')
      .set({ leaseUntil: new Date(0) })
      .where('id', '=', other.seatId)
      .execute()
    expect(await given(link(order))).toMatchObject({ workOrderId: order.id })
    expect(codeOf(await other.browser.send('GET /api/customer/session'))).toBe('no_seat')
  })

  it('is refused for an order that has a live call', async () => {
    const order = await office.createOrder()
    const other = await customerOf(server, office, { order })
    const waiting = await queue(other)
    expect(await refusal(link(order))).toEqual([409, 'order_in_call'])
    expect(await callRow(server, waiting)).toMatchObject({ status: 'queued' })
    expect((await other.browser.send('GET /api/customer/session')).statusCode).toBe(200)
    await other.browser.call('POST /api/customer/calls/:id/cancel', { params: { id: waiting } })
  })

  it('by two agents for two walk-ins at once: one gets the order', async () => {
    const order = await office.createOrder()
    const second = await walkInOf(server, office, String(++last))
    // Paused for every other test, so that the first agent is the one who is rung.
    const secondId = await walkInInCall(server, second, colleague)
    const both = await Promise.all([give(link(order)), give(link(order), colleague, secondId)])
    expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409])
    const refused = both.find(({ statusCode }) => statusCode === 409)
    expect(['order_in_call', 'order_open_elsewhere']).toContain(refused && codeOf(refused))
    const rows = await server.ctx.db
      .selectFrom('calls')
      .select('id')
      .where('workOrderId', '=', order.id)
      .execute()
    expect(rows).toHaveLength(1)
    await freeAgent(colleague)
    await colleague.call('PUT /api/me/state', { body: { state: 'paused' } })
  })

  it('while the call is hung up ends with the call ended and the order linked', async () => {
    const order = await office.createOrder()
    const [linked] = await Promise.all([give(link(order)), hangUp()])
    expect(linked.statusCode).toBe(200)
    expect(await callRow(server, id)).toMatchObject({ status: 'ended', workOrderId: order.id })
  })

  it('twice at once links once', async () => {
    const [one, two] = [await office.createOrder(), await office.createOrder()]
    const both = await Promise.all([give(link(one)), give(link(two))])
    expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409])
    const refused = both.find(({ statusCode }) => statusCode === 409)
    expect(refused && codeOf(refused)).toBe('call_has_order')
  })

  it('while the customer moves to another device keeps call, seat and order together', async () => {
    const order = await office.createOrder({ contactPhone: phone })
    await server.ctx.db
      .updateTable('oneTimeCodes')
      .set({ createdAt: new Date(0) })
      .execute()
    const [linked, moved] = await Promise.all([
      give(link(order)),
      walkInOf(server, office, phone).catch(() => null),
    ])
    expect(linked.statusCode).toBe(200)
    const { seatId, workOrderId } = await callRow(server, id)
    expect(workOrderId).toBe(order.id)
    const seat = await server.ctx.db
      .selectFrom('seats')
      .select(['workOrderId', 'endedAt'])
      .where('id', '=', seatId)
      .executeTakeFirstOrThrow()
    expect(seat).toEqual({ workOrderId: order.id, endedAt: null })
    expect(moved === null || moved.seatId.length).toBeTruthy()
  })
})

describe('giving an order', () => {
  it('is for the agent of the call alone', async () => {
    expect(await refusal(create(), colleague)).toEqual([403, 'not_your_call'])
    expect(await refusal(create(), office.agent, crypto.randomUUID())).toEqual([404, 'not_found'])
    expect(await refusal(create(), office.admin)).toEqual([403, 'forbidden'])
    expect(await refusal(create(), server.client())).toEqual([401, 'not_signed_in'])
  })

  it('is refused while the call only rings, and for one that has its order', async () => {
    await freeAgent(office.agent)
    const ringing = await customerOf(server, office)
    await renewSeatLease(server.ctx, ringing.seatId)
    const callId = await queue(ringing)
    await untilCall(server, callId, 'ringing')
    expect(await refusal(create(), office.agent, callId)).toEqual([409, 'call_not_active'])
    await answerWhenRinging(server, office.agent, callId)
    expect(await refusal(create(), office.agent, callId)).toEqual([409, 'call_has_order'])
  })

  it.each([
    {},
    { create: {} },
    { link: {} },
    { link: { taskNumber: 'x' } },
    { create: { businessItemId: 'x', caseNumber: '1' } },
    { link: { taskNumber: '1' }, create: { caseNumber: '1' } },
  ])('refuses %j', async (body) => {
    expect(await refusal(body)).toEqual([400, 'invalid_input'])
  })
})
