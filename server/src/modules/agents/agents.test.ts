import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  agentPage,
  agentRow,
  answerWhenRinging,
  callRow,
  customerOf,
  customerPage,
  outcomesOf,
  queue,
  setSettings,
  untilCall,
  type Page,
} from '../../testing/calling.ts'
import { openOffice, type Office } from '../../testing/office.ts'
import { codeOf, type TestClient } from '../../testing/test-client.ts'
import { createTestServer, type TestServer } from '../../testing/test-server.ts'
import { renewAgentLease } from './service.ts'

let server: TestServer
let office: Office
beforeAll(async () => {
  server = await createTestServer()
  office = await openOffice(server)
  await setSettings(server, { leaseSeconds: 1 })
})
afterAll(() => server.close())

let agent: TestClient
let page: Page
beforeEach(async () => {
  agent = await signedInAnew()
  page = agentPage(server, office.agentId)
})
afterEach(() => page.vanish())

async function signedInAnew(): Promise<TestClient> {
  const browser = server.client()
  const body = { username: 'service-agent', password: 'correct horse battery', replace: true }
  await browser.call('POST /api/sessions', { body })
  return browser
}

const stateOf = async (browser: TestClient) => (await browser.call('GET /api/me')).agent?.state
const change = (browser: TestClient, state: string) =>
  browser.send('PUT /api/me/state', { body: { state } })

async function untilState(state: string) {
  await expect
    .poll(async () => (await agentRow(server, office.agentId)).state, { timeout: 8_000 })
    .toBe(state)
}

/** A call that is over, its disposition not filled. */
async function callAndHangUp() {
  const customer = await customerOf(server, office)
  const callId = await queue(customer)
  await answerWhenRinging(server, agent, callId)
  await agent.call('POST /api/calls/:id/hang-up', { params: { id: callId } })
  return callId
}

const fill = (callId: string) =>
  agent.call('PUT /api/calls/:id/disposition', {
    params: { id: callId },
    body: { outcome: 'normal' },
  })

describe('an agent', () => {
  it('is idle after signing in, pauses and comes back by hand', async () => {
    expect(await stateOf(agent)).toBe('idle')
    const paused = await agent.call('PUT /api/me/state', { body: { state: 'paused' } })
    expect(paused.agent).toMatchObject({ state: 'paused', ring: null, callId: null })
    expect((await change(agent, 'idle')).json()).toMatchObject({ agent: { state: 'idle' } })
  })

  it('refuses states that nobody sets by hand', async () => {
    const response = await change(agent, 'busy')
    expect([response.statusCode, codeOf(response)]).toEqual([400, 'invalid_input'])
  })

  it('is in wrap-up after a call and leaves it by hand once the disposition is filled', async () => {
    const callId = await callAndHangUp()
    expect((await agent.call('GET /api/me')).agent).toMatchObject({
      state: 'wrap-up',
      callId: null,
      unfilledCallIds: [callId],
    })
    const early = await change(agent, 'idle')
    expect([early.statusCode, codeOf(early)]).toEqual([409, 'disposition_missing'])
    await fill(callId)
    expect((await change(agent, 'idle')).statusCode).toBe(200)
  })

  it('does not leave wrap-up by signing out and in while a disposition is missing', async () => {
    const callId = await callAndHangUp()
    agent = await signedInAnew()
    expect(await stateOf(agent)).toBe('wrap-up')
    await agent.call('DELETE /api/sessions/current')
    expect((await agentRow(server, office.agentId)).state).toBe('offline')
    agent = await signedInAnew()
    expect(await stateOf(agent)).toBe('wrap-up')
    expect(codeOf(await change(agent, 'idle'))).toBe('disposition_missing')
    await fill(callId)
    agent = await signedInAnew()
    expect(await stateOf(agent)).toBe('idle')
  })

  it('in a call changes nothing by hand and cannot sign out, and signing in elsewhere keeps it busy', async () => {
    const callId = await queue(await customerOf(server, office))
    await answerWhenRinging(server, agent, callId)
    const byHand = await change(agent, 'idle')
    expect([byHand.statusCode, codeOf(byHand)]).toEqual([409, 'state_not_by_hand'])
    const out = await agent.send('DELETE /api/sessions/current')
    expect([out.statusCode, codeOf(out)]).toEqual([409, 'call_in_progress'])
    agent = await signedInAnew()
    expect((await agent.call('GET /api/me')).agent).toMatchObject({ state: 'busy', callId })
    await agent.call('POST /api/calls/:id/hang-up', { params: { id: callId } })
    await fill(callId)
  })

  it.each([
    [
      'signs out',
      'agent-lost',
      (browser: TestClient) => browser.send('DELETE /api/sessions/current'),
    ],
    ['pauses', 'declined', (browser: TestClient) => change(browser, 'paused')],
  ] as const)(
    'that %s while a call rings gives it back to the queue',
    async (_what, outcome, act) => {
      const customer = await customerOf(server, office)
      const callId = await queue(customer)
      const { queuedAt } = await untilCall(server, callId, 'ringing')
      expect((await agent.call('GET /api/me')).agent?.ring).toMatchObject({
        callId,
        insuredName: '邓*闲',
        rule: 'longest-since-last-answer',
      })
      expect((await act(agent)).statusCode).toBeLessThan(300)
      const call = await callRow(server, callId)
      expect(call).toMatchObject({ status: 'queued', agentId: null, queuedAt })
      expect(await outcomesOf(server, callId)).toEqual([outcome])
      await customer.browser.call('POST /api/customer/calls/:id/cancel', { params: { id: callId } })
    },
  )

  it('whose page vanishes is offline and returns to where it was with the page', async () => {
    await agent.call('PUT /api/me/state', { body: { state: 'paused' } })
    await page.vanish()
    await untilState('offline')
    page = agentPage(server, office.agentId)
    await untilState('paused')
  })

  it('returns to wrap-up while a disposition is missing', async () => {
    const callId = await callAndHangUp()
    await page.vanish()
    await untilState('offline')
    page = agentPage(server, office.agentId)
    await untilState('wrap-up')
    await fill(callId)
  })

  it('that signed out is not brought back by a late ping', async () => {
    await page.vanish()
    await untilState('offline')
    await agent.call('DELETE /api/sessions/current')
    await renewAgentLease(server.ctx, office.agentId)
    expect((await agentRow(server, office.agentId)).state).toBe('offline')
  })

  it('pauses for a reason of the list, may choose another, and comes back without one', async () => {
    const ids = ['0197f0a0-0000-7000-8000-00000000000a', '0197f0a0-0000-7000-8000-00000000000b']
    await server.ctx.db
      .insertInto('pauseReasons')
      .values([
        { id: ids[0]!, name: '用餐', position: 100 },
        { id: ids[1]!, name: '培训', position: 101 },
      ])
      .execute()
    const pause = (pauseReasonId: string) =>
      agent.send('PUT /api/me/state', { body: { state: 'paused', pauseReasonId } })
    const unknown = await pause('0197f0a0-0000-7000-8000-0000000000ff')
    expect([unknown.statusCode, codeOf(unknown)]).toEqual([400, 'unknown_pause_reason'])
    expect(await stateOf(agent)).toBe('idle')
    for (const [index, name] of ['用餐', '培训'].entries())
      expect((await pause(ids[index]!)).json()).toMatchObject({
        agent: {
          state: 'paused',
          pauseReason: { id: ids[index], name },
          pausedForMissedRings: false,
        },
      })
    await page.vanish()
    await untilState('offline')
    page = agentPage(server, office.agentId)
    await untilState('paused')
    expect((await agent.call('GET /api/me')).agent?.pauseReason).toEqual({
      id: ids[1],
      name: '培训',
    })
    expect((await change(agent, 'idle')).json()).toMatchObject({ agent: { pauseReason: null } })
    const withoutReason = await change(agent, 'paused')
    expect(withoutReason.json()).toMatchObject({ agent: { pauseReason: null } })
    const history = await server.ctx.db
      .selectFrom('agentStates')
      .select(['state', 'pauseReasonId'])
      .where('accountId', '=', office.agentId)
      .orderBy('beganAt', 'desc')
      .orderBy('id', 'desc')
      .limit(6)
      .execute()
    expect(history.map((each) => [each.state, each.pauseReasonId])).toEqual([
      ['paused', null],
      ['idle', null],
      ['paused', ids[1]],
      ['offline', null],
      ['paused', ids[1]],
      ['paused', ids[0]],
    ])
    const idleWithReason = await agent.send('PUT /api/me/state', {
      body: { state: 'idle', pauseReasonId: ids[0] },
    })
    expect(idleWithReason.statusCode).toBe(400)
  })

  it('is paused by itself after so many missed rings in a row, and a decline begins anew', async () => {
    await setSettings(server, {
      declineRestSeconds: 1,
      routing: { missedRingsToPause: 2, longestWaitSeconds: 3_600, estimateMinimum: 10 },
    })
    const customer = await customerOf(server, office)
    const atCustomer = customerPage(server, customer)
    const callId = await queue(customer)
    const miss = async (times: number) => {
      await untilCall(server, callId, 'ringing')
      await server.ctx.db
        .updateTable('calls')
        .set({ ringExpiresAt: new Date(0) })
        .where('id', '=', callId)
        .execute()
      await expect
        .poll(async () => (await outcomesOf(server, callId)).filter((each) => each === 'missed'), {
          timeout: 8_000,
        })
        .toHaveLength(times)
    }
    await miss(1)
    await untilCall(server, callId, 'ringing')
    await agent.call('POST /api/calls/:id/decline', { params: { id: callId } })
    await miss(2)
    expect(await stateOf(agent)).toBe('idle')
    await miss(3)
    expect((await agent.call('GET /api/me')).agent).toMatchObject({
      state: 'paused',
      pausedForMissedRings: true,
      pauseReason: null,
    })
    expect((await change(agent, 'idle')).json()).toMatchObject({
      agent: { state: 'idle', pausedForMissedRings: false },
    })
    expect((await agentRow(server, office.agentId)).missedRings).toBe(0)
    await customer.browser.call('POST /api/customer/calls/:id/cancel', { params: { id: callId } })
    await atCustomer.vanish()
  })

  it('leaves wrap-up by itself when the limit of its group is over, but not without the disposition', async () => {
    const setLimit = (wrapUpSeconds: number | null) =>
      server.ctx.db
        .updateTable('groups')
        .set({ wrapUpSeconds })
        .where('name', '=', '保全组')
        .execute()
    await setLimit(10)
    const callId = await callAndHangUp()
    await setLimit(null)
    const { wrapUpUntil, since } = (await agent.call('GET /api/me')).agent!
    expect(Date.parse(wrapUpUntil!) - Date.parse(since)).toBeGreaterThan(9_900)
    await server.ctx.db
      .updateTable('agents')
      .set({ wrapUpUntil: new Date(Date.now() - 1_000) })
      .where('accountId', '=', office.agentId)
      .execute()
    const swept = Date.now() + 2_500
    await expect.poll(() => Date.now() > swept, { timeout: 5_000 }).toBe(true)
    expect(await stateOf(agent)).toBe('wrap-up')
    await fill(callId)
    await untilState('idle')
    expect((await agent.call('GET /api/me')).agent?.wrapUpUntil).toBeNull()
    const next = await callAndHangUp()
    expect((await agent.call('GET /api/me')).agent?.wrapUpUntil).toBeNull()
    await fill(next)
  })

  it('leaves a history without gap or overlap, one entry open', async () => {
    const history = await server.ctx.db
      .selectFrom('agentStates')
      .select(['state', 'beganAt', 'endedAt'])
      .where('accountId', '=', office.agentId)
      .orderBy('beganAt')
      .orderBy('id')
      .execute()
    expect(history.length).toBeGreaterThan(15)
    expect(history[0]?.state).toBe('offline')
    for (const [index, entry] of history.entries())
      expect(entry.endedAt).toEqual(history[index + 1]?.beganAt ?? null)
    const { state, since } = await agentRow(server, office.agentId)
    expect(history.at(-1)).toMatchObject({ state, beganAt: since })
    const spent = history
      .slice(0, -1)
      .reduce((sum, each) => sum + each.endedAt!.getTime() - each.beganAt.getTime(), 0)
    expect(spent).toBe(since.getTime() - history[0]!.beganAt.getTime())
  })
})

describe('an administrator', () => {
  it('has no agent state and counts whoever waits anywhere', async () => {
    const before = await office.admin.call('GET /api/me')
    expect(before.agent).toBeNull()
    await agent.call('PUT /api/me/state', { body: { state: 'paused' } })
    const customer = await customerOf(server, office)
    const callId = await queue(customer)
    const waiting = async (browser: TestClient) => (await browser.call('GET /api/me')).waiting
    expect(await waiting(office.admin)).toBe(before.waiting + 1)
    const served = await waiting(agent)
    expect(served).toBeGreaterThan(0)
    expect(await waiting(office.claimAgent)).toBe(0)
    await customer.browser.call('POST /api/customer/calls/:id/cancel', { params: { id: callId } })
    expect(await waiting(agent)).toBe(served - 1)
  })
})
