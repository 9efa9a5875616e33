import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Board } from '@veridesk/contract'
import {
  agentPage,
  answerWhenRinging,
  customerOf,
  customerPage,
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

let server: TestServer
let office: Office
let second: TestClient
let secondId: string
const callers: Customer[] = []
const pages: Page[] = []
/** One in a call, one that rings, two that wait. */
let active = ''
let ringing = ''
const waiting: string[] = []
let groupIds: Record<string, string>

/** A caller with an open page. */
async function call(itemId?: string): Promise<string> {
  const caller = await customerOf(server, office, itemId === undefined ? {} : { itemId })
  pages.push(customerPage(server, caller))
  callers.push(caller)
  return queue(caller)
}

const look = (query: { groupId?: string; state?: 'idle' | 'paused' | 'busy' } = {}) =>
  office.admin.call('GET /api/board', { query })
const idsOf = (list: { rows: readonly { id: string }[] }) => list.rows.map(({ id }) => id)

async function signIn(name: string, grants: readonly ('supervise' | 'audit' | 'review')[] = []) {
  const id = await server.addAccount(name, 'agent')
  await server.ctx.db
    .updateTable('accounts')
    .set({ grants: [...grants] })
    .where('id', '=', id)
    .execute()
  return { id, browser: await server.signedIn(name) }
}

beforeAll(async () => {
  server = await createTestServer()
  office = await openOffice(server)
  await setSettings(server, { leaseSeconds: 600, ringSeconds: 300 })
  const other = await signIn('second-agent')
  second = other.browser
  secondId = other.id
  const { db } = server.ctx
  const groups = await db.selectFrom('groups').select(['id', 'name']).execute()
  groupIds = Object.fromEntries(groups.map(({ id, name }) => [name, id]))
  await db
    .insertInto('groupMembers')
    .values({ groupId: groupIds['保全组'] ?? '', accountId: secondId })
    .execute()
  await db.updateTable('groups').set({ queueLimit: 3 }).where('name', '=', '保全组').execute()
})
afterAll(async () => {
  for (const page of pages) await page.vanish()
  await server.close()
})

describe('the live board', () => {
  it('shows every call in exactly one list, with what a lead asks of it', async () => {
    pages.push(agentPage(server, office.agentId), agentPage(server, secondId))
    await office.claimAgent.call('PUT /api/me/state', { body: { state: 'paused' } })
    await second.call('PUT /api/me/state', { body: { state: 'paused' } })
    active = await call()
    await answerWhenRinging(server, office.agent, active)
    await second.call('PUT /api/me/state', { body: { state: 'idle' } })
    ringing = await call()
    await untilCall(server, ringing, 'ringing')
    waiting.push(await call(), await call(office.items.claim), await call())
    const board = await look()
    expect(idsOf(board.active)).toEqual([active])
    expect(idsOf(board.ringing)).toEqual([ringing])
    expect(idsOf(board.waiting)).toEqual(waiting)
    expect([board.waiting.total, board.ringing.total, board.active.total]).toEqual([3, 1, 1])
    const order = callers[2]?.order
    expect(board.waiting.rows[0]).toEqual({
      id: waiting[0],
      workOrderId: order?.id,
      taskNumber: order?.taskNumber,
      businessType: '保全',
      businessItem: '变更投保人',
      insuredName: '邓*闲',
      priority: false,
      queuedAt: board.waiting.longestWaitSince,
      present: true,
      position: 2,
    })
    expect(board.ringing.rows[0]).toMatchObject({
      agentId: secondId,
      agentName: 'name of second-agent',
    })
    const [ring] = board.ringing.rows
    const rings = Date.parse(ring?.expiresAt ?? '') - Date.parse(ring?.ringingSince ?? '')
    expect(Math.round(rings / 1000)).toBe(300)
    expect(board.active.rows[0]).toMatchObject({
      agentName: 'name of service-agent',
      customer: { legState: null },
      agent: { legState: null },
    })
  })

  it('counts the place of a caller among those of its item, whoever has priority first', async () => {
    const { db } = server.ctx
    const set = (priority: boolean) =>
      db
        .updateTable('calls')
        .set({ priority })
        .where('id', '=', waiting[2] ?? '')
        .execute()
    const places = (board: Board) =>
      Object.fromEntries(board.waiting.rows.map(({ id, position }) => [id, position]))
    const [one = '', claim = '', last = ''] = waiting
    expect(places(await look())).toEqual({ [one]: 2, [claim]: 1, [last]: 3 })
    await set(true)
    const board = await look()
    expect(idsOf(board.waiting)).toEqual([last, one, claim])
    expect(places(board)).toEqual({ [last]: 1, [one]: 3, [claim]: 1 })
    expect(board.waiting.rows[0]?.priority).toBe(true)
    await set(false)
  })

  it('shows agents by state with call, pause and groups', async () => {
    const { agents } = await look()
    expect(agents.states).toEqual({ busy: 1, idle: 1, paused: 1, 'wrap-up': 0, offline: 0 })
    expect(agents.total).toBe(3)
    expect(agents.rows.map(({ username, state }) => [username, state])).toEqual([
      ['service-agent', 'busy'],
      ['claim-agent', 'paused'],
      ['second-agent', 'idle'],
    ])
    const [busy, paused, idle] = agents.rows
    expect(busy).toMatchObject({
      groups: ['保全组'],
      call: { id: active, taskNumber: callers[0]?.order.taskNumber, status: 'active' },
      unfilled: false,
    })
    expect(paused).toMatchObject({ groups: ['理赔组'], call: null, pauseReason: null })
    expect(idle?.call).toMatchObject({ id: ringing, status: 'ringing' })
  })

  it('says why somebody is paused, and who overdoes 话后处理', async () => {
    const { db } = server.ctx
    const pauseReasonId = '0197f0a0-0000-7000-8000-00000000000a'
    await db
      .insertInto('pauseReasons')
      .values({ id: pauseReasonId, name: '午餐', position: 99 })
      .execute()
    const set = (values: object) =>
      db
        .updateTable('agents')
        .set(values)
        .where('accountId', '=', office.claimAgentId)
        .returning('state')
        .execute()
    await set({ pauseReasonId, missedRings: 2, pausedForMissedRings: true })
    const claimAgent = async () =>
      (await look()).agents.rows.find(({ id }) => id === office.claimAgentId)
    expect(await claimAgent()).toMatchObject({
      pauseReason: '午餐',
      missedRings: 2,
      pausedForMissedRings: true,
      wrapUpOverdue: false,
    })
    await set({ pauseReasonId: null, missedRings: 0, pausedForMissedRings: false })
  })

  it('shows per group who waits, who could serve, and that its queue is full', async () => {
    const { groups } = await look()
    expect(groups.map(({ name }) => name).toSorted()).toEqual(['保全组', '理赔组'])
    expect(groups.find(({ name }) => name === '保全组')).toEqual({
      id: groupIds['保全组'],
      name: '保全组',
      waiting: 2,
      ringing: 1,
      longestWaitSince: expect.any(String),
      agents: { busy: 1, idle: 1, paused: 0, 'wrap-up': 0, offline: 0 },
      open: true,
      queueLimit: 3,
      full: true,
    })
    expect(groups.find(({ name }) => name === '理赔组')).toMatchObject({
      waiting: 1,
      ringing: 0,
      queueLimit: null,
      full: false,
      agents: { paused: 1, idle: 0 },
    })
  })

  it('says of a group outside its hours that it is closed', async () => {
    const { db } = server.ctx
    const set = (hours: string | null) =>
      db.updateTable('groups').set({ hours }).where('name', '=', '理赔组').execute()
    // Another day than today, wherever today is.
    const days = [((new Date().getDay() + 3) % 7) + 1]
    await set(JSON.stringify([{ days, from: '09:00', to: '09:01' }]))
    const { groups } = await look()
    expect(groups.map(({ name, open }) => [name, open])).toContainEqual(['理赔组', false])
    await set(null)
  })

  it('filters by group, and agents by state', async () => {
    const claims = await look({ groupId: groupIds['理赔组'] ?? '' })
    expect(idsOf(claims.waiting)).toEqual([waiting[1]])
    expect([claims.ringing.total, claims.active.total]).toEqual([0, 0])
    expect(idsOf(claims.agents)).toEqual([office.claimAgentId])
    expect(claims.groups).toHaveLength(2)
    const service = await look({ groupId: groupIds['保全组'] ?? '', state: 'busy' })
    expect(idsOf(service.active)).toEqual([active])
    expect(idsOf(service.agents)).toEqual([office.agentId])
    expect(service.agents.total).toBe(1)
    expect(service.agents.states).toMatchObject({ busy: 1, idle: 1, paused: 0 })
    const none = await look({ groupId: nobody })
    expect([none.waiting.total, none.agents.total, none.groups.length]).toEqual([0, 0, 2])
    expect(none.waiting.longestWaitSince).toBeNull()
  })

  it('says whose page is gone', async () => {
    const gone = callers.at(-1)
    await pages.pop()?.vanish()
    expect(gone).toBeDefined()
    const { db } = server.ctx
    await db
      .updateTable('seats')
      .set({ leaseUntil: new Date(Date.now() - 1_000) })
      .where('id', '=', gone?.seatId ?? '')
      .execute()
    await db
      .updateTable('calls')
      .set({ queuedAt: new Date(Date.now() - 601_000) })
      .where('id', '=', waiting[2] ?? '')
      .execute()
    const { waiting: list } = await look()
    expect(list.rows.find(({ id }) => id === waiting[2])?.present).toBe(false)
    expect(list.rows.filter(({ present }) => present)).toHaveLength(2)
  })

  it('gives at most 200 rows and counts all', async () => {
    const { db } = server.ctx
    const orderless = Array.from({ length: 250 }, (_, index) => ({
      seat: `0197f0a0-0000-7000-8001-${String(index).padStart(12, '0')}`,
      call: `0197f0a0-0000-7000-8002-${String(index).padStart(12, '0')}`,
    }))
    await db
      .insertInto('seats')
      .values(
        orderless.map(({ seat }) => ({
          id: seat,
          tokenHash: Buffer.from(seat),
          leaseUntil: new Date(Date.now() + 600_000),
        })),
      )
      .execute()
    await db
      .insertInto('calls')
      .values(
        orderless.map(({ seat, call: id }) => ({
          id,
          seatId: seat,
          itemId: office.items.claim,
          queuedAt: new Date(),
        })),
      )
      .execute()
    const board = await look()
    expect([board.waiting.rows.length, board.waiting.total]).toEqual([200, 253])
    expect(board.waiting.rows[199]).toMatchObject({ taskNumber: null, insuredName: null })
    expect(board.groups.find(({ name }) => name === '理赔组')?.waiting).toBe(251)
    await db.deleteFrom('calls').where('workOrderId', 'is', null).execute()
  })
})

describe('who may look', () => {
  it('administrators, whoever supervises and whoever audits; no other agent', async () => {
    const supervisor = await signIn('board-supervisor', ['supervise'])
    const auditor = await signIn('board-auditor', ['audit'])
    const reviewer = await signIn('board-reviewer', ['review'])
    const answers = await Promise.all(
      [office.agent, reviewer.browser, supervisor.browser, auditor.browser, office.admin].map(
        (browser) => browser.send('GET /api/board'),
      ),
    )
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([403, 403, 200, 200, 200])
    expect((await server.client().send('GET /api/board')).statusCode).toBe(401)
    for (const browser of [supervisor.browser, auditor.browser])
      for (const key of [
        'POST /api/calls/:id/force-end',
        'POST /api/calls/:id/force-requeue',
      ] as const) {
        const refused = await browser.send(key, { params: { id: active }, body: {} })
        expect([refused.statusCode, codeOf(refused)]).toEqual([403, 'forbidden'])
      }
  })

  it('nobody with a question that is none', async () => {
    for (const query of [{ groupId: 'x' }, { state: 'asleep' }, { colour: 'red' }]) {
      const refused = await office.admin.send('GET /api/board', { query })
      expect([refused.statusCode, codeOf(refused)]).toEqual([400, 'invalid_input'])
    }
  })

  it('nobody finds an agent who cannot sign in any more', async () => {
    const { id } = await signIn('leaver')
    await server.ctx.db
      .updateTable('agents')
      .set({ state: 'offline' })
      .where('accountId', '=', id)
      .execute()
    const known = async () => (await look()).agents.rows.some((agent) => agent.id === id)
    expect(await known()).toBe(true)
    await server.ctx.db
      .updateTable('accounts')
      .set({ disabled: true })
      .where('id', '=', id)
      .execute()
    expect(await known()).toBe(false)
    await untilAgent(server, id, ['offline'])
  })
})
