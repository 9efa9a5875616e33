import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { LegState } from '@veridesk/contract'
import {
  answerWhenRinging,
  callRow,
  customerOf,
  queue,
  setSettings,
  untilCall,
  type Customer,
} from '../../testing/calling.ts'
import { createFakeMedia, fakeHost } from '../../testing/fake-media.ts'
import { openOffice, type Office } from '../../testing/office.ts'
import { codeOf, type TestClient } from '../../testing/test-client.ts'
import { createTestServer, type TestServer } from '../../testing/test-server.ts'

const spare = 'ws://spare.test'
const media = createFakeMedia([fakeHost, spare])
let server: TestServer
let office: Office
beforeAll(async () => {
  server = await createTestServer({ media })
  office = await openOffice(server)
  await setSettings(server, { leaseSeconds: 600 })
  await server.ctx.db
    .updateTable('agents')
    .set({ leaseUntil: new Date(Date.now() + 600_000) })
    .execute()
})
afterAll(() => server.close())

let customer: Customer
let callId: string
beforeEach(async () => {
  for (const host of [fakeHost, spare]) if (!media.ready().get(host)) media.hostIs(true, host)
  await ready()
  customer = await customerOf(server, office)
  callId = await queue(customer)
  await untilCall(server, callId, 'ringing')
})

/** The agent is idle again, whatever the test before left. */
async function ready() {
  const { agent } = await office.agent.call('GET /api/me')
  const { callId: live } = agent ?? {}
  if (live) await office.agent.call('POST /api/calls/:id/hang-up', { params: { id: live } })
  if (agent?.ring) {
    const { seatId } = await callRow(server, agent.ring.callId)
    expect(seatId).toBe(customer.seatId)
    const params = { id: agent.ring.callId }
    await customer.browser.call('POST /api/customer/calls/:id/cancel', { params })
  }
  const { unfilledCallIds = [] } = (await office.agent.call('GET /api/me')).agent ?? {}
  for (const id of unfilledCallIds)
    await office.agent.call('PUT /api/calls/:id/disposition', {
      params: { id },
      body: { outcome: 'normal' },
    })
  await office.agent.call('PUT /api/me/state', { body: { state: 'idle' } })
}

const answer = () => answerWhenRinging(server, office.agent, callId)
const openAsAgent = (body: object = { sdp: 'offer' }, agent = office.agent, id = callId) =>
  agent.send('POST /api/calls/:id/legs', { params: { id }, body })
const openAsCustomer = (body: object = { sdp: 'offer' }, browser = customer.browser, id = callId) =>
  browser.send('POST /api/customer/calls/:id/legs', { params: { id }, body })
const renegotiate = (browser: TestClient, legId: string, sdp = 'offer') =>
  browser.send('PUT /api/customer/calls/:id/legs/:legId', {
    params: { id: callId, legId },
    body: { sdp },
  })
const legOf = (response: Awaited<ReturnType<typeof openAsAgent>>) =>
  response.json<{ legId: string }>().legId

async function seen(role: 'customer' | 'agent') {
  const call = await customer.call()
  return call.media?.participants.find((each) => each.role === role)
}
const untilLeg = (role: 'customer' | 'agent', state: LegState | null) =>
  expect.poll(async () => (await seen(role))?.legState, { timeout: 8_000 }).toBe(state)

describe('a leg', () => {
  it('of the customer opens while the call rings, and is told in the call', async () => {
    const response = await openAsCustomer()
    expect(response.statusCode).toBe(201)
    expect(response.json()).toEqual({ legId: expect.any(String), sdp: 'answer to offer' })
    expect(await seen('customer')).toMatchObject({ legId: legOf(response), legState: 'connecting' })
    media.legIs(legOf(response), 'open')
    await untilLeg('customer', 'open')
    expect(media.callsOn(fakeHost).get(callId)?.forwarding ?? false).toBe(false)
  })

  it('of the agent opens while it rings, unseen by the customer and not forwarded before the answer', async () => {
    const own = legOf(await openAsAgent())
    media.legIs(own, 'open')
    const params = { id: callId }
    const legOfAgent = async () => {
      const detail = await office.agent.call('GET /api/calls/:id', { params })
      return detail.media?.participants.find(({ role }) => role === 'agent')
    }
    await expect.poll(async () => (await legOfAgent())?.legState).toBe('open')
    expect(await seen('agent')).toBeUndefined()
    expect(media.callsOn(fakeHost).get(callId)?.forwarding).toBe(false)
    await answer()
    expect(await seen('agent')).toMatchObject({ legId: own, legState: 'open' })
    await expect
      .poll(() => media.callsOn(fakeHost).get(callId)?.forwarding, { timeout: 5_000 })
      .toBe(true)
  })

  it('of an agent that declines is closed, and the agent was never in the call', async () => {
    const declined = legOf(await openAsAgent())
    await office.agent.call('POST /api/calls/:id/decline', { params: { id: callId } })
    const legs = () => media.callsOn(fakeHost).get(callId)?.legs.has(declined)
    await expect.poll(legs, { timeout: 8_000 }).toBe(false)
    const late = await openAsAgent()
    expect([late.statusCode, codeOf(late)]).toEqual([403, 'not_your_call'])
    const roles = await server.ctx.db
      .selectFrom('participants')
      .select('role')
      .where('callId', '=', callId)
      .execute()
    expect(roles).toEqual([{ role: 'customer' }])
    await customer.browser.call('POST /api/customer/calls/:id/cancel', { params: { id: callId } })
  })

  it('that comes up after the agent declined is closed again', async () => {
    const { openLeg } = media
    media.openLeg = async (input) => {
      await office.agent.call('POST /api/calls/:id/decline', { params: { id: callId } })
      return openLeg(input)
    }
    const response = await openAsAgent().finally(() => (media.openLeg = openLeg))
    expect([response.statusCode, codeOf(response)]).toEqual([409, 'leg_gone'])
    expect([...(media.callsOn(fakeHost).get(callId)?.legs ?? [])]).toEqual([])
    await customer.browser.call('POST /api/customer/calls/:id/cancel', { params: { id: callId } })
  })

  it('is not opened while the call is queued', async () => {
    await office.agent.call('PUT /api/me/state', { body: { state: 'paused' } })
    await untilCall(server, callId, 'queued')
    const queued = await openAsCustomer()
    expect([queued.statusCode, codeOf(queued)]).toEqual([409, 'call_not_active'])
    await customer.browser.call('POST /api/customer/calls/:id/cancel', { params: { id: callId } })
    const ended = await openAsCustomer()
    expect([ended.statusCode, codeOf(ended)]).toEqual([409, 'call_ended'])
  })

  it('belongs to the call’s own seat and agent only', async () => {
    const stranger = await customerOf(server, office)
    const strange = await openAsCustomer({ sdp: 'offer' }, stranger.browser)
    expect([strange.statusCode, codeOf(strange)]).toEqual([403, 'not_your_call'])
    const other = await openAsAgent({ sdp: 'offer' }, office.claimAgent)
    expect([other.statusCode, codeOf(other)]).toEqual([403, 'not_your_call'])
    const nowhere = '0197f0a0-0000-7000-8000-000000000000'
    const unknown = await openAsCustomer({ sdp: 'offer' }, customer.browser, nowhere)
    expect([unknown.statusCode, codeOf(unknown)]).toEqual([404, 'not_found'])
    for (const body of [{}, { sdp: '' }, { sdp: 'offer', more: 1 }]) {
      const wrong = await openAsCustomer(body)
      expect([wrong.statusCode, codeOf(wrong)]).toEqual([400, 'invalid_input'])
    }
  })

  it('that comes up after the end is closed again', async () => {
    const { openLeg } = media
    media.openLeg = async (input) => {
      const params = { id: callId }
      await customer.browser.call('POST /api/customer/calls/:id/cancel', { params })
      return openLeg(input)
    }
    const response = await openAsCustomer().finally(() => (media.openLeg = openLeg))
    expect([response.statusCode, codeOf(response)]).toEqual([409, 'call_ended'])
    expect(media.callsOn(fakeHost).has(callId) || media.callsOn(spare).has(callId)).toBe(false)
  })

  it('with an SDP that is none is refused, and another one is taken', async () => {
    const refused = await openAsCustomer({ sdp: 'not sdp' })
    expect([refused.statusCode, codeOf(refused)]).toEqual([400, 'bad_sdp'])
    expect((await seen('customer'))?.legState).toBe('failed')
    expect((await openAsCustomer()).statusCode).toBe(201)
  })

  it('that replaces another takes its place; nobody renegotiates the old one', async () => {
    const before = legOf(await openAsCustomer())
    expect((await renegotiate(customer.browser, before)).json()).toEqual({ sdp: 'answer to offer' })
    const after = legOf(await openAsCustomer({ sdp: 'offer', replaces: before }))
    media.legIs(after, 'open')
    expect([...(media.callsOn(fakeHost).get(callId)?.legs.keys() ?? [])]).toEqual([after])
    const late = await renegotiate(customer.browser, before)
    expect([late.statusCode, codeOf(late)]).toEqual([409, 'leg_gone'])
    const wrong = await renegotiate(customer.browser, after, 'not sdp')
    expect([wrong.statusCode, codeOf(wrong)]).toEqual([400, 'bad_sdp'])
    // What is said of the old one no longer counts.
    media.legIs(after, 'open')
    await untilLeg('customer', 'open')
  })

  it('is forwarded from the answer on, also where the first request was lost', async () => {
    const own = legOf(await openAsCustomer())
    media.legIs(own, 'open')
    await answer()
    const forwarding = () => media.callsOn(fakeHost).get(callId)?.forwarding
    await expect.poll(forwarding, { timeout: 5_000 }).toBe(true)
    media.callsOn(fakeHost).get(callId)!.forwarding = false
    const agents = legOf(await openAsAgent())
    await expect.poll(forwarding, { timeout: 5_000 }).toBe(true)
    media.callsOn(fakeHost).get(callId)!.forwarding = false
    media.legIs(agents, 'open')
    await expect.poll(forwarding, { timeout: 5_000 }).toBe(true)
  })

  it('that falls silent makes its participant missing, until it comes back', async () => {
    await answer()
    const leg = legOf(await openAsCustomer())
    media.legIs(leg, 'open')
    await untilLeg('customer', 'open')
    media.legIs(leg, 'silent')
    await untilLeg('customer', 'silent')
    expect((await seen('customer'))?.missingSince).not.toBeNull()
    media.legIs(leg, 'open')
    await untilLeg('customer', 'open')
  })
})

describe('what a participant sends', () => {
  it('is said to the other side', async () => {
    await answer()
    const params = { id: callId }
    const said = await customer.browser.send('PUT /api/customer/calls/:id/tracks', {
      params,
      body: { audio: true, video: false },
    })
    expect(said.statusCode).toBe(204)
    await office.agent.call('PUT /api/calls/:id/tracks', {
      params,
      body: { audio: false, video: true },
    })
    const detail = await office.agent.call('GET /api/calls/:id', { params })
    expect(detail.media?.participants).toMatchObject([
      { role: 'customer', sendsAudio: true, sendsVideo: false },
      { role: 'agent', sendsAudio: false, sendsVideo: true },
    ])
    const others = await office.claimAgent.send('PUT /api/calls/:id/tracks', {
      params,
      body: { audio: true, video: true },
    })
    expect([others.statusCode, codeOf(others)]).toEqual([403, 'not_your_call'])
  })
})

describe('a media host', () => {
  it('that goes down fails its legs, and the call goes on at the other host', async () => {
    await answer()
    const first = legOf(await openAsCustomer())
    media.legIs(first, 'open')
    await untilLeg('customer', 'open')
    const { mediaHost } = await callRow(server, callId)
    media.hostIs(false, mediaHost!)
    await untilLeg('customer', 'failed')
    const other = mediaHost === fakeHost ? spare : fakeHost
    const again = await openAsCustomer()
    expect(again.statusCode).toBe(201)
    expect((await callRow(server, callId)).mediaHost).toBe(other)
    expect([...(media.callsOn(other).get(callId)?.legs.keys() ?? [])]).toEqual([legOf(again)])
    await expect.poll(() => media.callsOn(other).get(callId)?.forwarding).toBe(true)
  })

  it('must be there: without any, legs are refused for now, and the same call goes on after', async () => {
    await answer()
    for (const host of [fakeHost, spare]) media.hostIs(false, host)
    const refused = await openAsCustomer()
    expect([refused.statusCode, codeOf(refused)]).toEqual([503, 'media_unavailable'])
    media.hostIs(true, spare)
    expect((await openAsCustomer()).statusCode).toBe(201)
  })

  it('that comes back is brought in line: lost legs failed, living ones kept, forwarding armed, strays closed', async () => {
    const kept = legOf(await openAsCustomer())
    await answer()
    const lost = legOf(await openAsAgent())
    const host = (await callRow(server, callId)).mediaHost!
    const stray = '0197f0a0-0000-7000-8000-00000000aaaa'
    const living = media.callsOn(host)
    media.legIs(kept, 'open')
    media.legIs(lost, 'open')
    await untilLeg('agent', 'open')
    living.get(callId)!.legs.delete(lost)
    living.get(callId)!.forwarding = false
    living.set(stray, { forwarding: true, legs: new Map() })
    media.hostIs(true, host)
    await untilLeg('agent', 'failed')
    await expect.poll(() => living.has(stray)).toBe(false)
    await expect.poll(() => living.get(callId)?.forwarding).toBe(true)
    expect(await seen('customer')).toMatchObject({ legId: kept, legState: 'open' })
  })

  it('gets the calls while it has the fewest', async () => {
    await openAsCustomer()
    const { mediaHost } = await callRow(server, callId)
    const second = await customerOf(server, office, { itemId: office.items.claim })
    const secondId = await queue(second)
    await untilCall(server, secondId, 'ringing')
    await openAsCustomer({ sdp: 'offer' }, second.browser, secondId)
    expect((await callRow(server, secondId)).mediaHost).not.toBe(mediaHost)
    const params = { id: secondId }
    await second.browser.call('POST /api/customer/calls/:id/cancel', { params })
  })

  it('closes the call after its end', async () => {
    await openAsCustomer()
    await answer()
    const { mediaHost } = await callRow(server, callId)
    expect(media.callsOn(mediaHost!).has(callId)).toBe(true)
    await office.agent.call('POST /api/calls/:id/hang-up', { params: { id: callId } })
    await expect
      .poll(async () => (await callRow(server, callId)).recordingsCollectedAt, { timeout: 8_000 })
      .not.toBeNull()
    expect(media.callsOn(mediaHost!).has(callId)).toBe(false)
  })
})

describe('another device', () => {
  it('that takes the seat over takes the call along, and the old leg is closed', async () => {
    const old = legOf(await openAsCustomer())
    await answer()
    const { mediaHost } = await callRow(server, callId)
    const device = server.client()
    const token = await office.linkToken(customer.order.taskNumber)
    await device.call('POST /api/customer/code', { body: { token } })
    const code = await office.code(customer.order.taskNumber)
    const view = await device.call('POST /api/customer/take-over', { body: { token, code } })
    expect(view.call).toMatchObject({ id: callId, status: 'active' })
    expect(view.call?.media?.participants[0]).toMatchObject({ legId: null, legState: null })
    await expect
      .poll(() => media.callsOn(mediaHost!).get(callId)?.legs.has(old), { timeout: 8_000 })
      .toBe(false)
    expect((await openAsCustomer()).statusCode).toBe(401)
    expect((await openAsCustomer({ sdp: 'offer' }, device)).statusCode).toBe(201)
  })
})
