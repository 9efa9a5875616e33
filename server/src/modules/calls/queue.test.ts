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

describe('whoever waits behind', () => {
  it('is told when a call before it leaves the queue', async () => {
    const first = await customerOf(server, office)
    const firstId = await queue(first)
    const second = await customerOf(server, office)
    await queue(second)
    const heard: string[] = []
    const stop = server.ctx.bus.onNotification(({ topic }) => heard.push(topic))
    await cancel(first, firstId)
    await expect.poll(() => heard).toContain(`seat:${second.seatId}`)
    expect(heard).toEqual(expect.arrayContaining([`seat:${first.seatId}`, 'queue', 'routing']))
    stop()
  })
})
