import { once } from 'node:events'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import {
  agentRow,
  answerWhenRinging,
  callRow,
  customerOf,
  outcomesOf,
  queue,
  setSettings,
  untilAgent,
  untilCall,
  type Customer,
} from '../../testing/calling.ts'
import { openOffice, type Office } from '../../testing/office.ts'
import { codeOf, type TestClient } from '../../testing/test-client.ts'
import { notify } from '../../platform/realtime/bus.ts'
import { createTestServer, testPassword, type TestServer } from '../../testing/test-server.ts'

let server: TestServer
let office: Office
let admin: TestClient
let port: number
beforeAll(async () => {
  server = await createTestServer()
  office = await openOffice(server)
  admin = office.admin
  port = await server.app.listen(0, '127.0.0.1')
  await setSettings(server, { leaseSeconds: 600 })
  // Only the agent of each test is to be rung.
  await office.agent.call('DELETE /api/sessions/current')
})
afterAll(() => server.close())

let id: string
let username: string
let agent: TestClient
let made = 0
/** A new agent who serves the office's first item, signed in. */
beforeEach(async () => {
  made += 1
  username = `agent-${made}`
  id = await server.addAccount(username, 'agent')
  const { items } = await admin.call('GET /api/groups')
  const group = items.find(({ name }) => name === '保全组')
  const { version, name, role, grants } = await account()
  const body = { version, name, role, grants, groupIds: group ? [group.id] : [] }
  await admin.call('PUT /api/accounts/:id', { params: { id }, body })
  agent = await signIn()
})

// Whoever stayed must not be rung in the next test.
afterEach(() => ways.kick({ call: 'end' }))

const account = () => admin.call('GET /api/accounts/:id', { params: { id } })
const signIn = () => server.signedIn(username)
const ways = {
  kick: (body: object = {}) => admin.send('POST /api/accounts/:id/kick', { params: { id }, body }),
  disable: (body: object = {}) =>
    admin.send('POST /api/accounts/:id/disable', { params: { id }, body }),
  delete: (query: Record<string, unknown> = {}) =>
    admin.send('DELETE /api/accounts/:id', { params: { id }, query }),
} as const
type Way = keyof typeof ways
const everyWay = Object.keys(ways) as Way[]
/** What the page of whoever was put out gets to hear. */
const told = {
  kick: 'session_kicked',
  disable: 'account_disabled',
  delete: 'not_signed_in',
} as const

async function openSocket(browser: TestClient) {
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const origin = `http://127.0.0.1:${port}`
  const socket = new WebSocket(`ws://127.0.0.1:${port}/ws?as=console`, {
    headers: { origin, cookie },
  })
  const messages: { type: string; code?: string; topic?: string }[] = []
  socket.on('message', (data) => messages.push(JSON.parse(String(data))))
  await once(socket, 'open')
  await expect.poll(() => messages.some(({ type }) => type === 'ready')).toBe(true)
  return { socket, messages }
}

async function inCall(): Promise<{ callId: string; customer: Customer }> {
  const customer = await customerOf(server, office)
  const callId = await queue(customer)
  await answerWhenRinging(server, agent, callId)
  return { callId, customer }
}
const hangUp = (callId: string) =>
  agent.send('POST /api/calls/:id/hang-up', { params: { id: callId } })
const cancel = ({ browser }: Customer, callId: string) =>
  browser.call('POST /api/customer/calls/:id/cancel', { params: { id: callId } })

describe.each(everyWay)('to %s', (way) => {
  it('ends the session and its open sockets within one second', async () => {
    const { socket, messages } = await openSocket(agent)
    const closed = once(socket, 'close')
    const began = performance.now()
    expect((await ways[way]()).statusCode).toBeLessThan(300)
    expect((await closed)[0]).toBe(4401)
    expect(performance.now() - began).toBeLessThan(1_000)
    expect(messages.at(-1)).toEqual({ type: 'ended', code: told[way] })
    expect(codeOf(await agent.send('GET /api/me'))).toBe(told[way])
    expect((await agentRow(server, id)).state).toBe('offline')
  })

  it('gives a ringing call back to its place in the queue', async () => {
    const customer = await customerOf(server, office)
    const callId = await queue(customer)
    await untilCall(server, callId, 'ringing')
    await ways[way]()
    expect(await callRow(server, callId)).toMatchObject({ status: 'queued', agentId: null })
    expect(await outcomesOf(server, callId)).toEqual(['agent-lost'])
    await cancel(customer, callId)
  })

  it('an agent in a call asks first', async () => {
    const { callId } = await inCall()
    const response = await ways[way]()
    expect([response.statusCode, codeOf(response)]).toEqual([409, 'account_in_call'])
    expect((await callRow(server, callId)).status).toBe('active')
    expect((await agent.send('GET /api/me')).statusCode).toBe(200)
    expect((await hangUp(callId)).statusCode).toBe(200)
    await ways[way]()
  })

  it('an agent and end the call does both at once', async () => {
    const { callId } = await inCall()
    expect((await ways[way]({ call: 'end' })).statusCode).toBeLessThan(300)
    expect(await callRow(server, callId)).toMatchObject({
      status: 'ended',
      endReason: 'agent-hung-up',
      disposition: 'unfilled',
      agentId: id,
    })
    expect(codeOf(await agent.send('GET /api/me'))).toBe(told[way])
    expect(await agentRow(server, id)).toMatchObject({ state: 'offline', leaving: null })
    const ended = await server.ctx.db
      .selectFrom('auditLog')
      .select('actorId')
      .where('action', '=', 'call.end')
      .where('callId', '=', callId)
      .executeTakeFirstOrThrow()
    expect(ended.actorId).toBe((await admin.call('GET /api/me')).accountId)
  })

  it('an agent whose call may finish lets it work on there, and puts it out at the end', async () => {
    const { callId, customer } = await inCall()
    const { socket } = await openSocket(agent)
    const closed = once(socket, 'close')
    expect((await ways[way]({ call: 'finish' })).statusCode).toBeLessThan(300)
    expect((await agent.call('GET /api/me')).agent).toMatchObject({ state: 'busy', callId })
    const params = { id: callId }
    const leg = await agent.send('POST /api/calls/:id/legs', { params, body: { sdp: 'offer' } })
    expect(leg.statusCode).toBe(201)
    await customer.browser.call('POST /api/customer/calls/:id/end', { params })
    expect((await closed)[0]).toBe(4401)
    expect(codeOf(await agent.send('GET /api/me'))).toBe(told[way])
    expect(await agentRow(server, id)).toMatchObject({
      state: 'offline',
      beforeOffline: null,
      leaving: null,
    })
  })
})

describe('an agent that may finish its call', () => {
  it('is put out at its end also by an app that was started meanwhile', async () => {
    const { callId, customer } = await inCall()
    await ways.kick({ call: 'finish' })
    const restarted = await server.another()
    const browser = restarted.client()
    for (const [name, value] of customer.browser.cookies) browser.cookies.set(name, value)
    await browser.call('POST /api/customer/calls/:id/end', { params: { id: callId } })
    await restarted.close()
    expect(codeOf(await agent.send('GET /api/me'))).toBe('session_kicked')
    expect((await agentRow(server, id)).state).toBe('offline')
  })

  it('is put out too where the call breaks off because its page went away', async () => {
    const { callId } = await inCall()
    await ways.kick({ call: 'finish' })
    await setSettings(server, { graceSeconds: 1, leaseSeconds: 1 })
    await server.ctx.db
      .updateTable('agents')
      .set({ leaseUntil: new Date(0) })
      .where('accountId', '=', id)
      .execute()
    await untilCall(server, callId, 'ended')
    await setSettings(server, { graceSeconds: 60, leaseSeconds: 600 })
    expect(codeOf(await agent.send('GET /api/me'))).toBe('session_kicked')
    expect((await agentRow(server, id)).state).toBe('offline')
  })

  it('stays after the call where it was enabled again before its end', async () => {
    const { callId } = await inCall()
    await ways.disable({ call: 'finish' })
    expect(await account()).toMatchObject({ leaving: true, callId })
    await admin.call('POST /api/accounts/:id/enable', { params: { id } })
    expect(await account()).toMatchObject({ leaving: false, callId })
    await hangUp(callId)
    expect((await agent.call('GET /api/me')).agent?.state).toBe('wrap-up')
  })

  it('signs in nowhere else once it is disabled', async () => {
    const { callId } = await inCall()
    await ways.disable({ call: 'finish' })
    const body = { username, password: testPassword, replace: true }
    const elsewhere = await server.client().send('POST /api/sessions', { body })
    expect(codeOf(elsewhere)).toBe('account_disabled')
    await hangUp(callId)
  })

  it('is put out at once where an administrator has thought better of it', async () => {
    const { callId } = await inCall()
    await ways.kick({ call: 'finish' })
    await ways.disable({ call: 'end' })
    expect((await callRow(server, callId)).status).toBe('ended')
    expect(codeOf(await agent.send('GET /api/me'))).toBe('account_disabled')
    expect((await agentRow(server, id)).leaving).toBeNull()
  })
})

describe('an account that is put out', () => {
  it('signs in again after a kick, and not while it is disabled', async () => {
    await ways.kick()
    expect((await (await signIn()).call('GET /api/me')).agent?.state).toBe('idle')
    await ways.disable()
    const body = { username, password: testPassword }
    expect(codeOf(await server.client().send('POST /api/sessions', { body }))).toBe(
      'account_disabled',
    )
    expect((await account()).disabled).toBe(true)
    await admin.call('POST /api/accounts/:id/enable', { params: { id } })
    expect((await signIn()).cookies.has('vd_session')).toBe(true)
  })

  it('and deleted leaves its name to history and its username to others', async () => {
    const order = await agent.call('POST /api/work-orders', {
      body: {
        businessItemId: office.items.service,
        contactPhone: '15618293093',
        caseNumber: '20201234',
      },
    })
    await ways.delete()
    expect((await admin.send('GET /api/accounts/:id', { params: { id } })).statusCode).toBe(404)
    const { items } = await admin.call('GET /api/accounts', { query: { search: username } })
    expect(items).toEqual([])
    const { items: groups } = await admin.call('GET /api/groups')
    expect(JSON.stringify(groups)).not.toContain(username)
    const view = await admin.call('GET /api/work-orders/:id', { params: { id: order.id } })
    expect(view.creator).toBe(`name of ${username}`)
    expect(await server.addAccount(username, 'agent')).not.toBe(id)
    expect((await (await signIn()).call('GET /api/me')).accountId).not.toBe(id)
  })

  it('is not rung afterwards', async () => {
    const { socket } = await openSocket(agent)
    await ways.kick()
    const customer = await customerOf(server, office)
    const callId = await queue(customer)
    socket.send('{"type":"ping"}')
    await expect.poll(() => socket.readyState).toBe(WebSocket.CLOSED)
    expect((await callRow(server, callId)).status).toBe('queued')
    await cancel(customer, callId)
  })

  it.each(everyWay)(
    'by two at the same time that it answers (%s) is in the call or out of it',
    async (way) => {
      for (let round = 0; round < 3; round += 1) {
        const customer = await customerOf(server, office)
        const callId = await queue(customer)
        await untilCall(server, callId, 'ringing')
        const params = { id: callId }
        const [answer, out] = await Promise.all([
          agent.send('POST /api/calls/:id/answer', { params }),
          ways[way](),
        ])
        const { status } = await callRow(server, callId)
        if (out.statusCode < 300) {
          expect([answer.statusCode, status]).not.toEqual([200, 'active'])
          await cancel(customer, callId)
          return
        }
        expect([codeOf(out), status]).toEqual(['account_in_call', 'active'])
        await hangUp(callId)
        await agent.call('PUT /api/calls/:id/disposition', { params, body: { outcome: 'normal' } })
        await agent.call('PUT /api/me/state', { body: { state: 'idle' } })
        await untilAgent(server, id, ['idle'])
      }
    },
  )
})

describe('what touches the rights of an agent in a call', () => {
  it('is refused: another role, a new password', async () => {
    const { callId } = await inCall()
    const { version, name, grants } = await account()
    const body = { version, name, role: 'admin', grants, groupIds: [] } as const
    const params = { id }
    const role = await admin.send('PUT /api/accounts/:id', { params, body })
    expect(codeOf(role)).toBe('account_in_call')
    const password = { password: 'another password' }
    const reset = await admin.send('PUT /api/accounts/:id/password', { params, body: password })
    expect(codeOf(reset)).toBe('account_in_call')
    await hangUp(callId)
    expect((await account()).role).toBe('agent')
  })
})

describe('administrators see live', () => {
  it('who signs in and out, and the agents’ states', async () => {
    const { socket, messages } = await openSocket(admin)
    socket.send(JSON.stringify({ type: 'subscribe', topics: ['accounts'] }))
    socket.send('{"type":"ping"}')
    await expect.poll(() => messages.some(({ type }) => type === 'pong')).toBe(true)
    const heard = async (act: () => Promise<unknown>) => {
      messages.length = 0
      await act()
      await expect.poll(() => messages.some(({ topic }) => topic === 'accounts')).toBe(true)
    }
    await heard(() => agent.call('PUT /api/me/state', { body: { state: 'paused' } }))
    expect(await account()).toMatchObject({ online: true, agentState: 'paused' })
    await heard(() => agent.call('DELETE /api/sessions/current'))
    expect(await account()).toMatchObject({ online: false, agentState: 'offline' })
    await heard(signIn)
    expect(await account()).toMatchObject({ online: true, agentState: 'idle', callId: null })
    socket.close()
  })

  it('no longer once their page may not: the topic ends with the right', async () => {
    const { version, name } = await account()
    const params = { id }
    const form = { name, role: 'agent' as const, groupIds: [] }
    await admin.call('PUT /api/accounts/:id', {
      params,
      body: { ...form, version, grants: ['audit'] },
    })
    const { socket, messages } = await openSocket(agent)
    socket.send(JSON.stringify({ type: 'subscribe', topics: ['accounts'] }))
    socket.send('{"type":"ping"}')
    await expect.poll(() => messages.some(({ type }) => type === 'pong')).toBe(true)
    expect(messages.some(({ type }) => type === 'error')).toBe(false)
    await admin.call('PUT /api/accounts/:id', {
      params,
      body: { ...form, version: version + 1, grants: [] },
    })
    messages.length = 0
    const alive = async () => {
      await notify(server.ctx.db, 'accounts', 0)
      const seen = messages.filter(({ topic }) => topic === 'accounts').length
      messages.length = 0
      return seen
    }
    await expect.poll(alive, { interval: 50 }).toBe(0)
    socket.close()
  })
})
