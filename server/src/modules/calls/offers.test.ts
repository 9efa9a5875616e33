import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../platform/ids.ts'
import {
  agentPage,
  answerWhenRinging,
  customerOf,
  queue,
  setSettings,
  untilCall,
  type Page,
} from '../../testing/calling.ts'
import { openOffice, type Office } from '../../testing/office.ts'
import { codeOf, type TestClient } from '../../testing/test-client.ts'
import { createTestServer, type TestServer } from '../../testing/test-server.ts'

const nobody = '0197f0a0-0000-7000-8000-000000000000'

let server: TestServer
let office: Office
let page: Page
let callId: string
beforeAll(async () => {
  server = await createTestServer()
  office = await openOffice(server)
  await setSettings(server, { leaseSeconds: 600, ringSeconds: 300, declineRestSeconds: 1 })
  page = agentPage(server, office.agentId)
})
afterAll(async () => {
  await page.vanish()
  await server.close()
})

const offersOf = async (browser: TestClient, id = callId) =>
  (await browser.call('GET /api/calls/:id/offers', { params: { id } })).items

describe('why a call rang for whom', () => {
  it('is told of every offer, oldest first, in names', async () => {
    callId = await queue(await customerOf(server, office))
    await untilCall(server, callId, 'ringing')
    await office.agent.call('POST /api/calls/:id/decline', { params: { id: callId } })
    await answerWhenRinging(server, office.agent, callId)
    const offers = await offersOf(office.admin)
    expect(offers.map(({ outcome }) => outcome)).toEqual(['declined', 'answered'])
    expect(offers[0]).toEqual({
      id: expect.any(String),
      agentId: office.agentId,
      agentName: 'name of service-agent',
      rule: 'longest-since-last-answer',
      groupName: '保全组',
      offeredAt: expect.any(String),
      endedAt: expect.any(String),
      outcome: 'declined',
      explanation: {
        candidates: [
          { accountId: office.agentId, name: 'name of service-agent', lastAnsweredAt: null },
        ],
        more: 0,
        excluded: { 'other-skills': 1 },
        waitedSeconds: expect.any(Number),
      },
    })
  })

  it('of a call that never rang is nothing', async () => {
    const waiting = await queue(await customerOf(server, office))
    expect(await offersOf(office.admin, waiting)).toEqual([])
  })

  it('is read of the first version’s explanations too', async () => {
    const id = newId()
    await server.ctx.db
      .insertInto('offers')
      .values({
        id,
        callId,
        agentId: office.claimAgentId,
        rule: 'longest-since-last-answer',
        explanation: JSON.stringify({
          candidates: [office.claimAgentId, nobody],
          excluded: { 'not-idle': 2 },
        }),
        offeredAt: new Date(0),
        endedAt: new Date(1_000),
        outcome: 'missed',
      } as never)
      .execute()
    const [first] = await offersOf(office.admin)
    expect(first).toMatchObject({
      id,
      groupName: null,
      explanation: {
        candidates: [
          { accountId: office.claimAgentId, name: 'name of claim-agent', lastAnsweredAt: null },
          { accountId: nobody, name: '', lastAnsweredAt: null },
        ],
        more: 0,
        excluded: { 'not-idle': 2 },
      },
    })
  })

  it('is for whoever may see the call', async () => {
    expect(await offersOf(office.agent)).toHaveLength(3)
    const key = 'GET /api/calls/:id/offers'
    const params = { id: callId }
    expect((await server.client().send(key, { params })).statusCode).toBe(401)
    const foreign = await office.claimAgent.send(key, { params })
    expect([foreign.statusCode, codeOf(foreign)]).toEqual([404, 'not_found'])
    const missing = await office.admin.send(key, { params: { id: nobody } })
    expect([missing.statusCode, codeOf(missing)]).toEqual([404, 'not_found'])
    const odd = await office.admin.send(key, { params: { id: 'x' } })
    expect([odd.statusCode, codeOf(odd)]).toEqual([400, 'invalid_input'])
  })
})
