import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  agentRow,
  answerWhenRinging,
  callRow,
  customerOf,
  outcomesOf,
  queue,
  setSettings,
  untilCall,
  type Customer,
} from '../../testing/calling.ts'
import { openOffice, type Office } from '../../testing/office.ts'
import { codeOf, type TestClient } from '../../testing/test-client.ts'
import { createTestServer, type TestServer } from '../../testing/test-server.ts'

let server: TestServer
let office: Office
beforeAll(async () => {
  server = await createTestServer()
  office = await openOffice(server)
  await setSettings(server, { leaseSeconds: 600 })
  for (const agent of [office.agentId, office.claimAgentId])
    await server.ctx.db
      .updateTable('agents')
      .set({ leaseUntil: new Date(Date.now() + 600_000) })
      .where('accountId', '=', agent)
      .execute()
})
afterAll(() => server.close())

let customer: Customer
let callId: string
beforeEach(async () => {
  customer = await customerOf(server, office)
  callId = await queue(customer)
  await untilCall(server, callId, 'ringing')
})

const answer = (agent: TestClient, id = callId) =>
  agent.send('POST /api/calls/:id/answer', { params: { id } })
const decline = (agent: TestClient, id = callId) =>
  agent.send('POST /api/calls/:id/decline', { params: { id } })
const hangUp = (agent: TestClient, id = callId) =>
  agent.send('POST /api/calls/:id/hang-up', { params: { id } })
const fill = (agent: TestClient, body: object, id = callId) =>
  agent.send('PUT /api/calls/:id/disposition', { params: { id }, body })
const cancel = () =>
  customer.browser.send('POST /api/customer/calls/:id/cancel', { params: { id: callId } })

/** Ready for the next call. */
async function backToIdle() {
  await fill(office.agent, { outcome: 'normal' })
  await office.agent.call('PUT /api/me/state', { body: { state: 'idle' } })
}

describe('接听', () => {
  it('makes call, offer, agent, participant and order change together', async () => {
    const { lastAnsweredAt } = await agentRow(server, office.agentId)
    const detail = (await answer(office.agent)).json<{ media: { participants: unknown[] } }>()
    expect(detail).toMatchObject({
      id: callId,
      status: 'active',
      agentName: 'name of service-agent',
      businessType: '保全',
      insuredName: '邓*闲',
      taskNumber: customer.order.taskNumber,
      disposition: null,
      media: { recording: true, send: { videoKbps: 500, width: 640, height: 480 } },
    })
    expect(detail.media.participants).toMatchObject([{ role: 'customer' }, { role: 'agent' }])
    expect(await outcomesOf(server, callId)).toEqual(['answered'])
    const agent = await agentRow(server, office.agentId)
    expect(agent.state).toBe('busy')
    expect(agent.lastAnsweredAt).not.toEqual(lastAnsweredAt)
    const order = await office.admin.call('GET /api/work-orders/:id', {
      params: { id: customer.order.id },
    })
    expect(order).toMatchObject({ status: 'processing', handler: 'name of service-agent' })
    expect(await customer.call()).toMatchObject({
      status: 'active',
      agentName: 'name of service-agent',
    })
    await hangUp(office.agent)
    await backToIdle()
  })

  it('succeeds once where two tabs press at once', async () => {
    const both = await Promise.all([answer(office.agent), answer(office.agent)])
    const codes = both.map((each) => (each.statusCode === 200 ? 'ok' : codeOf(each)))
    expect(codes.toSorted()).toEqual(['call_not_ringing', 'ok'])
    await hangUp(office.agent)
    await backToIdle()
  })

  it('and 取消 at once end in exactly one of the two', async () => {
    const [answered, cancelled] = await Promise.all([answer(office.agent), cancel()])
    const call = await callRow(server, callId)
    if (answered.statusCode === 200) {
      expect(codeOf(cancelled)).toBe('call_in_progress')
      expect(call.status).toBe('active')
      await hangUp(office.agent)
      await backToIdle()
    } else {
      expect(cancelled.statusCode).toBe(200)
      expect(['call_ended', 'call_not_ringing']).toContain(codeOf(answered))
      expect(call).toMatchObject({ status: 'ended', endReason: 'cancelled', agentId: null })
      expect(await outcomesOf(server, callId)).toEqual(['withdrawn'])
      expect((await agentRow(server, office.agentId)).state).toBe('idle')
    }
  })

  it('refuses another agent’s call and an unknown one', async () => {
    for (const act of [answer, decline, hangUp]) {
      const others = await act(office.claimAgent)
      expect([others.statusCode, codeOf(others)]).toEqual([403, 'not_your_call'])
      const unknown = await act(office.agent, '0197f0a0-0000-7000-8000-000000000000')
      expect([unknown.statusCode, codeOf(unknown)]).toEqual([404, 'not_found'])
    }
    const tooEarly = await hangUp(office.agent)
    expect([tooEarly.statusCode, codeOf(tooEarly)]).toEqual([409, 'call_not_active'])
    await cancel()
    const tooLate = await answer(office.agent)
    expect([tooLate.statusCode, codeOf(tooLate)]).toEqual([409, 'call_ended'])
  })
})

describe('拒接', () => {
  it('sends the call on to the next agent, and back only after a rest', async () => {
    const second = await server.addAccount(`second-${callId.slice(-6)}`, 'agent')
    const groups = await server.ctx.db
      .selectFrom('groupMembers')
      .select('groupId')
      .where('accountId', '=', office.agentId)
      .execute()
    await server.ctx.db
      .insertInto('groupMembers')
      .values(groups.map(({ groupId }) => ({ groupId, accountId: second })))
      .execute()
    const secondAgent = await server.signedIn(`second-${callId.slice(-6)}`)
    expect((await decline(office.agent)).statusCode).toBe(204)
    await expect
      .poll(async () => (await callRow(server, callId)).agentId, { timeout: 8_000 })
      .toBe(second)
    const tooLate = await decline(office.agent)
    expect([tooLate.statusCode, codeOf(tooLate)]).toEqual([403, 'not_your_call'])
    expect((await decline(secondAgent)).statusCode).toBe(204)
    expect((await callRow(server, callId)).status).toBe('queued')
    expect(await outcomesOf(server, callId)).toEqual(['declined', 'declined'])
    const notRinging = await decline(office.agent)
    expect([notRinging.statusCode, codeOf(notRinging)]).toEqual([409, 'call_not_ringing'])
    await setSettings(server, { declineRestSeconds: 1 })
    await untilCall(server, callId, 'ringing')
    await setSettings(server, { declineRestSeconds: 30 })
    await cancel()
    await secondAgent.call('DELETE /api/sessions/current')
  })
})

describe('the end of a call', () => {
  it.each([
    ['挂断', 'agent-hung-up', () => hangUp(office.agent)],
    [
      '结束',
      'customer-ended',
      () => customer.browser.send('POST /api/customer/calls/:id/end', { params: { id: callId } }),
    ],
  ] as const)(
    'by %s is known to both sides at once and leaves it unfilled',
    async (_, reason, act) => {
      await answer(office.agent)
      expect((await act()).statusCode).toBe(200)
      expect(await callRow(server, callId)).toMatchObject({
        status: 'ended',
        endReason: reason,
        disposition: 'unfilled',
        agentId: office.agentId,
      })
      expect(await customer.call()).toMatchObject({ endReason: reason, media: null })
      const detail = await office.agent.call('GET /api/calls/:id', { params: { id: callId } })
      expect(detail).toMatchObject({ status: 'ended', cancelled: false, media: null })
      expect((await agentRow(server, office.agentId)).state).toBe('wrap-up')
      for (const late of [await act(), await hangUp(office.agent)])
        expect([late.statusCode, codeOf(late)]).toEqual([409, 'call_ended'])
      await backToIdle()
    },
  )
})

describe('通话状态', () => {
  it('is filled once, with a reason where the end was not normal', async () => {
    await answer(office.agent)
    const during = await fill(office.agent, { outcome: 'normal' })
    expect([during.statusCode, codeOf(during)]).toEqual([409, 'call_in_progress'])
    await hangUp(office.agent)
    const noReason = await fill(office.agent, { outcome: 'abnormal' })
    expect([noReason.statusCode, codeOf(noReason)]).toEqual([400, 'invalid_input'])
    const others = await fill(office.claimAgent, { outcome: 'normal' })
    expect([others.statusCode, codeOf(others)]).toEqual([403, 'not_your_call'])
    const filled = await fill(office.agent, {
      outcome: 'abnormal',
      reason: 'network',
      note: '画面中断',
    })
    expect(filled.json()).toMatchObject({
      disposition: 'abnormal',
      dispositionReason: 'network',
      dispositionNote: '画面中断',
    })
    const again = await fill(office.admin, { outcome: 'normal' })
    expect([again.statusCode, codeOf(again)]).toEqual([409, 'disposition_filled'])
    await office.agent.call('PUT /api/me/state', { body: { state: 'idle' } })
  })

  it('may be filled by an administrator, and never for a call that nobody answered', async () => {
    await answer(office.agent)
    await hangUp(office.agent)
    expect((await fill(office.admin, { outcome: 'normal' })).statusCode).toBe(200)
    await office.agent.call('PUT /api/me/state', { body: { state: 'idle' } })
    const unanswered = await customerOf(server, office)
    const id = await queue(unanswered)
    await unanswered.browser.call('POST /api/customer/calls/:id/cancel', { params: { id } })
    const response = await fill(office.admin, { outcome: 'normal' }, id)
    expect([response.statusCode, codeOf(response)]).toEqual([409, 'call_not_active'])
  })
})

describe('a call’s page', () => {
  it('is shown to whom it rings and to who sees the order, its media to those two only', async () => {
    const see = (browser: TestClient) =>
      browser.send('GET /api/calls/:id', { params: { id: callId } })
    expect((await see(office.agent)).json()).toMatchObject({
      status: 'ringing',
      media: { recording: false, participants: [{ role: 'customer' }, { role: 'agent' }] },
    })
    expect((await see(office.claimAgent)).statusCode).toBe(404)
    await answerWhenRinging(server, office.agent, callId)
    expect((await see(office.agent)).json()).toHaveProperty('media.participantId')
    expect((await see(office.admin)).json()).toMatchObject({ status: 'active', media: null })
    await hangUp(office.agent)
    await backToIdle()
  })
})
