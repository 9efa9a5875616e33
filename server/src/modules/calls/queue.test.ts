import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callRow, customerOf, queue, type Customer } from '../../testing/calling.ts'
import { openOffice, type Office } from '../../testing/office.ts'
import { codeOf } from '../../testing/test-client.ts'
import { createTestServer, type TestServer } from '../../testing/test-server.ts'

let server: TestServer
let office: Office
beforeAll(async () => {
  server = await createTestServer()
  office = await openOffice(server)
  // Nobody is rung.
  for (const agent of [office.agent, office.claimAgent])
    await agent.call('PUT /api/me/state', { body: { state: 'paused' } })
})
afterAll(() => server.close())

const cancel = ({ browser }: Customer, id: string) =>
  browser.send('POST /api/customer/calls/:id/cancel', { params: { id } })
const end = ({ browser }: Customer, id: string) =>
  browser.send('POST /api/customer/calls/:id/end', { params: { id } })

describe('a customer who queues', () => {
  it('has a place, a participant and an audit row, and the order knows the call', async () => {
    const customer = await customerOf(server, office)
    const id = await queue(customer)
    expect(await callRow(server, id)).toMatchObject({
      status: 'queued',
      workOrderId: customer.order.id,
      itemId: office.items.service,
      seatId: customer.seatId,
      agentId: null,
    })
    const call = await customer.call()
    expect(call).toMatchObject({ id, status: 'queued', agentName: null, endReason: null })
    expect(call.media?.participants).toMatchObject([
      { role: 'customer', name: '邓*闲', legId: null, sendsAudio: true, sendsVideo: true },
    ])
    expect(call.media).toMatchObject({
      participantId: call.media?.participants[0]?.id,
      recording: false,
      send: { videoKbps: 1_500, width: 1_280, height: 720 },
    })
    const params = { id: customer.order.id }
    expect((await office.admin.call('GET /api/work-orders/:id', { params })).liveCallId).toBe(id)
    const records = await office.admin.call('GET /api/work-orders/:id/records', { params })
    expect(records.calls).toMatchObject([
      { id, status: 'queued', cancelled: false, talkSeconds: 0, agentName: null },
    ])
    expect(records.operations.map((each) => each.action)).toContain('call.queue')
  })

  it('must have agreed to the notice that is in force', async () => {
    const customer = await customerOf(server, office)
    await server.ctx.db
      .updateTable('seats')
      .set({ consentNoticeVersion: 0 })
      .where('id', '=', customer.seatId)
      .execute()
    const response = await customer.browser.send('POST /api/customer/calls')
    expect([response.statusCode, codeOf(response)]).toEqual([409, 'consent_missing'])
  })

  it('keeps the one place, however often and however fast it asks', async () => {
    const customer = await customerOf(server, office)
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => customer.browser.call('POST /api/customer/calls')),
    )
    const ids = new Set(answers.map((view) => view.call?.id))
    expect(ids.size).toBe(1)
    expect(await queue(customer)).toBe([...ids][0])
  })

  it('sees how many wait before it for the same item, and nobody of another', async () => {
    const item = office.items.claim
    const others = [
      await customerOf(server, office, { itemId: item }),
      await customerOf(server, office, { itemId: item }),
    ]
    const ids = [await queue(others[0]!), await queue(others[1]!)]
    const third = await customerOf(server, office, { itemId: item })
    await queue(third)
    expect((await third.call()).ahead).toBe(2)
    expect((await others[0]!.call()).ahead).toBe(0)
    await cancel(others[0]!, ids[0]!)
    expect((await third.call()).ahead).toBe(1)
  })
})

describe('取消排队', () => {
  it('ends the call as cancelled, once', async () => {
    const customer = await customerOf(server, office)
    const id = await queue(customer)
    const view = (await cancel(customer, id)).json<{ call: object }>()
    expect(view.call).toMatchObject({ status: 'ended', endReason: 'cancelled', media: null })
    expect(await callRow(server, id)).toMatchObject({ disposition: null, agentId: null })
    const again = await cancel(customer, id)
    expect([again.statusCode, codeOf(again)]).toEqual([409, 'call_ended'])
    expect(await queue(customer)).not.toBe(id)
  })

  it('refuses another’s call, an unknown one, and ids that are none', async () => {
    const customer = await customerOf(server, office)
    const id = await queue(await customerOf(server, office))
    for (const act of [cancel, end]) {
      const others = await act(customer, id)
      expect([others.statusCode, codeOf(others)]).toEqual([403, 'not_your_call'])
      const unknown = await act(customer, '0197f0a0-0000-7000-8000-000000000000')
      expect([unknown.statusCode, codeOf(unknown)]).toEqual([404, 'not_found'])
      const nonsense = await act(customer, 'nonsense')
      expect([nonsense.statusCode, codeOf(nonsense)]).toEqual([400, 'invalid_input'])
    }
    expect((await callRow(server, id)).status).toBe('queued')
  })

  it('is not how a waiting call is ended', async () => {
    const customer = await customerOf(server, office)
    const response = await end(customer, await queue(customer))
    expect([response.statusCode, codeOf(response)]).toEqual([409, 'call_not_active'])
  })
})

describe('the queue that moves', () => {
  it('is told once for the item, however many wait', async () => {
    const first = await customerOf(server, office)
    const firstId = await queue(first)
    const second = await customerOf(server, office)
    await queue(second)
    const heard: string[] = []
    const stop = server.ctx.bus.onNotification(({ topic }) => heard.push(topic))
    await cancel(first, firstId)
    await expect.poll(() => heard).toContain(`item:${office.items.service}`)
    expect(heard).toEqual(expect.arrayContaining([`seat:${first.seatId}`, 'queue', 'routing']))
    expect(heard).not.toContain(`seat:${second.seatId}`)
    stop()
  })
})

describe('a call in the queue', () => {
  const order = (more: object) =>
    office.admin.call('POST /api/work-orders', {
      body: {
        businessItemId: office.items.service,
        insuredName: '邓小闲',
        contactPhone: '15618293093',
        caseNumber: '20201234',
        ...more,
      },
    })

  it('goes before all without priority where its order has it, and counts only those before', async () => {
    const plain = await customerOf(server, office)
    await queue(plain)
    const before = (await plain.call()).ahead
    const hurried = await customerOf(server, office, { order: await order({ priority: true }) })
    const id = await queue(hurried)
    expect(await callRow(server, id)).toMatchObject({ priority: true })
    expect((await hurried.call()).ahead).toBe(0)
    expect((await plain.call()).ahead).toBe(before + 1)
    await cancel(hurried, id)
  })

  it('knows who is familiar: the creator, then who answered, the last first; and how long it is kept', async () => {
    const customer = await customerOf(server, office)
    const { id: orderId } = customer.order
    const { db } = server.ctx
    const { creatorId } = await db
      .selectFrom('workOrders')
      .select('creatorId')
      .where('id', '=', orderId)
      .executeTakeFirstOrThrow()
    const answeredBy = async (agentId: string, minutesAgo: number) => {
      const past = await queue(customer)
      await cancel(customer, past)
      const answeredAt = new Date(Date.now() - minutesAgo * 60_000)
      await db.updateTable('calls').set({ agentId, answeredAt }).where('id', '=', past).execute()
    }
    await answeredBy(office.agentId, 30)
    await answeredBy(office.claimAgentId, 20)
    await answeredBy(creatorId, 10)
    const setWait = (familiarWaitSeconds: number) =>
      db
        .updateTable('businessTypes')
        .set({ familiarWaitSeconds })
        .where('claim', '=', false)
        .execute()
    await setWait(90)
    const call = await callRow(server, await queue(customer))
    await setWait(0)
    expect(call.familiarIds).toEqual([creatorId, office.claimAgentId, office.agentId])
    expect(call.generalAt.getTime() - call.queuedAt.getTime()).toBe(90_000)
    await cancel(customer, call.id)
    const next = await callRow(server, await queue(customer))
    expect(next.generalAt).toEqual(next.queuedAt)
    await cancel(customer, next.id)
  })
})

describe('queueing is refused', () => {
  const refusal = async (customer: Customer) => {
    const response = await customer.browser.send('POST /api/customer/calls')
    return [response.statusCode, codeOf(response), response.json<{ opensAt?: string }>().opensAt]
  }
  const changeGroup = (change: { hours?: string | null; queueLimit?: number | null }) =>
    server.ctx.db.updateTable('groups').set(change).where('name', '=', '理赔组').execute()

  it('where nobody serves the matter, all groups are closed, or all that are open are full', async () => {
    const customer = await customerOf(server, office, { itemId: office.items.claim })
    await changeGroup({ hours: JSON.stringify([]) })
    expect(await refusal(customer)).toEqual([409, 'queue_closed', undefined])
    await changeGroup({ hours: null, queueLimit: 1 })
    const first = await customerOf(server, office, { itemId: office.items.claim })
    // The calls of the tests before may fill the queue already.
    await first.browser.send('POST /api/customer/calls')
    expect((await refusal(customer)).slice(0, 2)).toEqual([409, 'queue_full'])
    await changeGroup({ hours: null, queueLimit: null })
    const members = await server.ctx.db
      .deleteFrom('groupMembers')
      .where('accountId', '=', office.claimAgentId)
      .returningAll()
      .execute()
    expect(await refusal(customer)).toEqual([409, 'no_group', undefined])
    await server.ctx.db.insertInto('groupMembers').values(members).execute()
    expect((await refusal(customer))[0]).toBe(201)
  })
})
