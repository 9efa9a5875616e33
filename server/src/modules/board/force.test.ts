import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
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
  untilAgent,
  untilCall,
  type Customer,
  type Page,
} from '../../testing/calling.ts'
import { openOffice, type Office } from '../../testing/office.ts'
import { codeOf, type TestClient } from '../../testing/test-client.ts'
import { createTestServer, type TestServer } from '../../testing/test-server.ts'

const nobody = '0197f0a0-0000-7000-8000-000000000000'
const acts = ['force-end', 'force-requeue'] as const
const keyOf = (act: (typeof acts)[number]) => `POST /api/calls/:id/${act}` as const

let server: TestServer
let office: Office
let caller: Customer
let callId: string
const pages: Page[] = []
beforeAll(async () => {
  server = await createTestServer()
  office = await openOffice(server)
  await setSettings(server, { leaseSeconds: 600, ringSeconds: 300 })
  pages.push(agentPage(server, office.agentId))
})
afterAll(async () => {
  for (const page of pages) await page.vanish()
  await server.close()
})

const given = (body: object = {}) => ({ params: { id: callId }, body })
const force = (act: (typeof acts)[number], browser: TestClient = office.admin, body: object = {}) =>
  browser.send(keyOf(act), given(body))
const setState = (state: 'idle' | 'paused') =>
  office.agent.call('PUT /api/me/state', { body: { state } })

/** Nobody waits any more, and the agent is in this state. */
async function begin(state: 'idle' | 'paused'): Promise<void> {
  const { db } = server.ctx
  const live = await db.selectFrom('calls').select('id').where('status', '<>', 'ended').execute()
  for (const { id } of live)
    await office.admin.call('POST /api/calls/:id/force-end', { params: { id }, body: {} })
  const me = await office.agent.call('GET /api/me')
  for (const id of me.agent?.unfilledCallIds ?? [])
    await office.agent.call('PUT /api/calls/:id/disposition', {
      params: { id },
      body: { outcome: 'normal' },
    })
  await setState(state)
  caller = await customerOf(server, office)
  pages.push(customerPage(server, caller))
  callId = await queue(caller)
}
const ring = async () => {
  await begin('idle')
  await untilCall(server, callId, 'ringing')
}
const talk = async () => {
  await begin('idle')
  await answerWhenRinging(server, office.agent, callId)
}
const auditOf = async (id: string) => {
  const rows = await server.ctx.db
    .selectFrom('auditLog')
    .select(['action', 'actorKind', 'details'])
    .where('callId', '=', id)
    .where('action', 'in', ['call.force-end', 'call.force-requeue'])
    .execute()
  return rows
}

describe('结束 by an administrator', () => {
  it('ends a call that waits, and the customer can queue again', async () => {
    await begin('paused')
    expect((await force('force-end', office.admin, { reason: ' 客户已到网点 ' })).statusCode).toBe(
      204,
    )
    expect(await callRow(server, callId)).toMatchObject({
      status: 'ended',
      endReason: 'force-ended',
      disposition: null,
    })
    expect((await caller.call()).endReason).toBe('force-ended')
    expect(await auditOf(callId)).toEqual([
      {
        action: 'call.force-end',
        actorKind: 'account',
        details: { status: 'queued', reason: '客户已到网点' },
      },
    ])
    callId = await queue(caller)
    expect((await callRow(server, callId)).status).toBe('queued')
  })

  it('ends a call that rings: the ring is withdrawn, the agent stays idle', async () => {
    await ring()
    expect((await force('force-end')).statusCode).toBe(204)
    expect(await outcomesOf(server, callId)).toEqual(['withdrawn'])
    expect(await agentRow(server, office.agentId)).toMatchObject({ state: 'idle', missedRings: 0 })
    expect((await auditOf(callId)).map(({ details }) => details)).toEqual([{ status: 'ringing' }])
  })

  it('ends a call that goes on: the agent fills in the disposition in 话后处理', async () => {
    await talk()
    expect((await force('force-end')).statusCode).toBe(204)
    expect(await callRow(server, callId)).toMatchObject({
      endReason: 'force-ended',
      disposition: 'unfilled',
      agentId: office.agentId,
    })
    await untilAgent(server, office.agentId, ['wrap-up'])
  })

  it('is refused for a call that has ended', async () => {
    await begin('paused')
    await force('force-end')
    for (const act of acts) {
      const refused = await force(act)
      expect([refused.statusCode, codeOf(refused)]).toEqual([409, 'call_ended'])
    }
    expect(await auditOf(callId)).toHaveLength(1)
  })
})

describe('重新排队 by an administrator', () => {
  it('puts a ringing call back to its place without a missed ring', async () => {
    await ring()
    const before = await callRow(server, callId)
    // Or it would ring for the same agent again before anybody looked.
    await server.ctx.db
      .updateTable('agents')
      .set({ leaseUntil: new Date(0) })
      .where('accountId', '=', office.agentId)
      .execute()
    expect((await force('force-requeue')).statusCode).toBe(204)
    expect(await outcomesOf(server, callId)).toContain('withdrawn')
    expect(await callRow(server, callId)).toMatchObject({
      queuedAt: before.queuedAt,
      endedAt: null,
    })
    expect((await agentRow(server, office.agentId)).missedRings).toBe(0)
    expect(await auditOf(callId)).toMatchObject([
      { action: 'call.force-requeue', details: { status: 'ringing' } },
    ])
  })

  it('ends an active call and queues its customer anew, in the old place', async () => {
    await talk()
    const before = await callRow(server, callId)
    expect((await force('force-requeue', office.admin, { reason: '坐席无声' })).statusCode).toBe(
      204,
    )
    const ended = await callRow(server, callId)
    expect(ended).toMatchObject({ endReason: 'force-requeued', disposition: 'unfilled' })
    const next = await server.ctx.db
      .selectFrom('calls')
      .selectAll()
      .where('continuesId', '=', callId)
      .executeTakeFirstOrThrow()
    expect(next).toMatchObject({
      status: 'queued',
      queuedAt: before.queuedAt,
      workOrderId: before.workOrderId,
      seatId: before.seatId,
      itemId: before.itemId,
    })
    expect(await caller.call()).toMatchObject({ id: next.id, status: 'queued' })
    expect(await auditOf(callId)).toMatchObject([
      { details: { status: 'active', reason: '坐席无声', continuedBy: next.id } },
    ])
    await untilAgent(server, office.agentId, ['wrap-up'])
    const board = await office.admin.call('GET /api/board', { query: {} })
    expect(board.waiting.rows.map(({ id }) => id)).toEqual([next.id])
    expect(board.active.total).toBe(0)
  })

  it('leaves a call that waits as it is', async () => {
    await begin('paused')
    const before = await callRow(server, callId)
    expect((await force('force-requeue')).statusCode).toBe(204)
    expect(await callRow(server, callId)).toEqual(before)
    expect(await auditOf(callId)).toEqual([])
  })
})

describe('a race', () => {
  it('of 结束 and 接听 ends the call either way, and leaves nobody busy', async () => {
    for (let round = 0; round < 5; round += 1) {
      await ring()
      const [answered, ended] = await Promise.all([
        office.agent.send('POST /api/calls/:id/answer', { params: { id: callId } }),
        force('force-end'),
      ])
      expect(ended.statusCode).toBe(204)
      const call = await callRow(server, callId)
      expect(call).toMatchObject({ status: 'ended', endReason: 'force-ended' })
      if (answered.statusCode === 200) expect(call.disposition).toBe('unfilled')
      else expect(codeOf(answered)).toBe('call_ended')
      await untilAgent(server, office.agentId, [call.answeredAt ? 'wrap-up' : 'idle'])
    }
  })

  it('of 重新排队 and 接听 leaves one live call of the customer and no agent in two', async () => {
    for (let round = 0; round < 5; round += 1) {
      await ring()
      const [, requeued] = await Promise.all([
        office.agent.send('POST /api/calls/:id/answer', { params: { id: callId } }),
        force('force-requeue'),
      ])
      expect(requeued.statusCode).toBe(204)
      const live = await server.ctx.db
        .selectFrom('calls')
        .select(['id', 'status', 'agentId'])
        .where('status', '<>', 'ended')
        .execute()
      expect(live).toHaveLength(1)
      const { state } = await agentRow(server, office.agentId)
      expect(state === 'busy').toBe(live[0]?.status === 'active')
    }
  })

  it('of two administrators ends the call once', async () => {
    await server.addAccount('second-admin', 'admin')
    const second = await server.signedIn('second-admin')
    await talk()
    const answers = await Promise.all([force('force-end'), force('force-end', second)])
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([204, 409])
    expect(await auditOf(callId)).toHaveLength(1)
  })
})

describe('what is not for everybody', () => {
  beforeEach(() => begin('paused'))

  it.each(acts)('%s is for administrators alone', async (act) => {
    expect((await force(act, server.client())).statusCode).toBe(401)
    for (const browser of [office.agent, office.claimAgent]) {
      const refused = await force(act, browser)
      expect([refused.statusCode, codeOf(refused)]).toEqual([403, 'forbidden'])
    }
    expect((await callRow(server, callId)).status).toBe('queued')
  })

  it.each(acts)('%s of a call that does not exist is refused', async (act) => {
    const refused = await office.admin.send(keyOf(act), { params: { id: nobody }, body: {} })
    expect([refused.statusCode, codeOf(refused)]).toEqual([404, 'not_found'])
  })

  it.each(acts)('%s with what is no reason is refused', async (act) => {
    for (const body of [{ reason: '' }, { reason: 'x'.repeat(201) }, { reason: 1 }, { why: 'x' }]) {
      const refused = await force(act, office.admin, body)
      expect([refused.statusCode, codeOf(refused)]).toEqual([400, 'invalid_input'])
    }
    const odd = await office.admin.send(keyOf(act), { params: { id: '1' }, body: {} })
    expect(odd.statusCode).toBe(400)
    expect((await callRow(server, callId)).status).toBe('queued')
  })
})
