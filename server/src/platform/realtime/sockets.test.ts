import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import { serverMessage, type ServerMessage } from '@veridesk/contract/realtime'
import type { TestClient } from '../../testing/test-client.ts'
import { createTestServer, testPassword, type TestServer } from '../../testing/test-server.ts'
import { notify } from './bus.ts'

let server: TestServer
let port: number
let agent: TestClient
let agentId: string
beforeAll(async () => {
  server = await createTestServer()
  port = await server.app.listen(0, '127.0.0.1')
  agentId = await server.addAccount('anna', 'agent')
  agent = await server.signedIn('anna')
})
afterAll(() => server.close())

const headersOf = (client: TestClient, origin = `http://127.0.0.1:${port}`) => ({
  origin,
  cookie: [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
})

/** A socket whose messages can be awaited in order. */
async function open(headers: Record<string, string>, query = 'as=console') {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/ws?${query}`, { headers })
  const received: ServerMessage[] = []
  const waiting: ((message: ServerMessage) => void)[] = []
  socket.on('message', (data) => {
    const message = serverMessage.parse(JSON.parse(String(data)))
    const waiter = waiting.shift()
    if (waiter) waiter(message)
    else received.push(message)
  })
  await once(socket, 'open')
  const next = (): Promise<ServerMessage> => {
    const message = received.shift()
    return message ? Promise.resolve(message) : new Promise((resolve) => waiting.push(resolve))
  }
  return { socket, next, send: (message: unknown) => socket.send(JSON.stringify(message)) }
}

async function refused(headers: Record<string, string>, query = 'as=console'): Promise<number> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/ws?${query}`, { headers })
  socket.on('error', () => undefined)
  const [, response] = (await once(socket, 'unexpected-response')) as [
    unknown,
    { statusCode: number },
  ]
  return response.statusCode
}

describe('the socket', () => {
  it('opens for a signed-in page of ours, and for nobody else', async () => {
    const { socket, next } = await open(headersOf(agent))
    expect(await next()).toEqual({ type: 'ready' })
    socket.close()
    expect(await refused(headersOf(server.client()))).toBe(401)
    expect(await refused(headersOf(agent, 'https://evil.example'))).toBe(403)
    expect(await refused({ cookie: headersOf(agent).cookie })).toBe(403)
    expect(await refused(headersOf(agent), 'as=customer')).toBe(401)
  })

  it('answers a ping and renews the lease with it', async () => {
    const { socket, next, send } = await open(headersOf(agent))
    await next()
    await server.ctx.db
      .updateTable('agents')
      .set({ leaseUntil: new Date(0) })
      .where('accountId', '=', agentId)
      .execute()
    send({ type: 'ping' })
    let message = await next()
    while (message.type === 'event') message = await next()
    expect(message).toEqual({ type: 'pong' })
    const row = await server.ctx.db
      .selectFrom('agents')
      .select('leaseUntil')
      .where('accountId', '=', agentId)
      .executeTakeFirstOrThrow()
    expect(row.leaseUntil?.getTime()).toBeGreaterThan(Date.now())
    socket.close()
  })

  it('tells of committed facts that the page follows, and of no others', async () => {
    const { socket, next, send } = await open(headersOf(agent))
    await next()
    send({ type: 'subscribe', topics: ['work-orders'] })
    send({ type: 'ping' })
    expect(await next()).toEqual({ type: 'pong' })
    await notify(server.ctx.db, 'queue', 1)
    await server.ctx.db
      .transaction()
      .execute(async (tx) => {
        await notify(tx, 'work-orders', 2)
        throw new Error('rolled back')
      })
      .catch(() => undefined)
    await notify(server.ctx.db, 'work-orders', 3)
    expect(await next()).toEqual({ type: 'event', topic: 'work-orders', version: 3 })
    socket.close()
  })

  it('lets everybody follow the settings, and the lists of accounts and groups whoever may read them', async () => {
    const topics = ['settings', 'accounts', 'groups']
    const asAgent = await open(headersOf(agent))
    await asAgent.next()
    asAgent.send({ type: 'subscribe', topics })
    const refusal = { type: 'error', code: 'topic_refused' }
    expect([await asAgent.next(), await asAgent.next()]).toEqual([refusal, refusal])
    await server.addAccount('boss', 'admin')
    const asAdmin = await open(headersOf(await server.signedIn('boss')))
    await asAdmin.next()
    asAdmin.send({ type: 'subscribe', topics })
    asAdmin.send({ type: 'ping' })
    expect(await asAdmin.next()).toEqual({ type: 'pong' })
    for (const topic of topics.toReversed()) await notify(server.ctx.db, topic, 0)
    for (const topic of topics.toReversed())
      expect(await asAdmin.next()).toEqual({ type: 'event', topic, version: 0 })
    expect(await asAgent.next()).toEqual({ type: 'event', topic: 'settings', version: 0 })
    asAgent.socket.close()
    asAdmin.socket.close()
  })

  it('refuses what is out of turn and lives on', async () => {
    const { socket, next, send } = await open(headersOf(agent))
    await next()
    socket.send('{"type":')
    expect(await next()).toEqual({ type: 'error', code: 'bad_message' })
    send({ type: 'answer', callId: 'x' })
    expect(await next()).toEqual({ type: 'error', code: 'bad_message' })
    socket.send(Buffer.from([1, 2, 3]))
    expect(await next()).toEqual({ type: 'error', code: 'bad_message' })
    send({ type: 'subscribe', topics: ['call:0197f0a0-0000-7000-8000-000000000000', 'seat'] })
    expect(await next()).toEqual({ type: 'error', code: 'topic_refused' })
    expect(await next()).toEqual({ type: 'error', code: 'topic_refused' })
    send({ type: 'ping' })
    expect(await next()).toEqual({ type: 'pong' })
    socket.close()
  })

  it('closes on a message of more than 16 KiB', async () => {
    const { socket } = await open(headersOf(agent))
    socket.send('x'.repeat(17 * 1024))
    const [code] = (await once(socket, 'close')) as [number]
    expect(code).toBe(1009)
  })

  it('ends at once when the account signs in elsewhere', async () => {
    const { socket, next } = await open(headersOf(agent))
    await next()
    const closed = once(socket, 'close')
    await server.client().call('POST /api/sessions', {
      body: { username: 'anna', password: testPassword, replace: true },
    })
    let message = await next()
    while (message.type === 'event') message = await next()
    expect(message).toEqual({ type: 'ended', code: 'session_replaced' })
    expect((await closed)[0]).toBe(4401)
  })
})
