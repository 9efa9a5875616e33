import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Group } from '@veridesk/contract'
import { agentPage, customerOf, queue, setSettings, untilCall } from '../../testing/calling.ts'
import { openOffice, type Office } from '../../testing/office.ts'
import { codeOf } from '../../testing/test-client.ts'
import { createTestServer, type TestServer } from '../../testing/test-server.ts'

const nobody = '0197f0a0-0000-7000-8000-000000000000'

let server: TestServer
let office: Office
beforeAll(async () => {
  server = await createTestServer()
  office = await openOffice(server)
  await setSettings(server, { leaseSeconds: 600 })
})
afterAll(() => server.close())

const groups = async () => (await office.admin.call('GET /api/groups')).items
const groupNamed = async (name: string): Promise<Group> =>
  (await groups()).find((group) => group.name === name) ?? expect.fail(`no group ${name}`)
/** A group as the form sends it back. */
const formOf = ({ id: _id, members, ...rest }: Group) => ({
  ...rest,
  memberIds: members.map((member) => member.id),
})
const save = (group: Group, change: Partial<ReturnType<typeof formOf>> = {}) =>
  office.admin.call('PUT /api/groups/:id', {
    params: { id: group.id },
    body: { ...formOf(group), ...change },
  })
const attempt = (group: Group, change: Partial<ReturnType<typeof formOf>>) =>
  office.admin.send('PUT /api/groups/:id', {
    params: { id: group.id },
    body: { ...formOf(group), ...change },
  })
const create = (name: string, more: { itemIds?: string[]; memberIds?: string[] } = {}) =>
  office.admin.call('POST /api/groups', { body: { name, itemIds: [], memberIds: [], ...more } })

describe('the list', () => {
  it('shows skills in the order of screens and members by username', async () => {
    const [service] = await groups()
    expect(service).toEqual({
      id: expect.any(String),
      version: 0,
      name: '保全组',
      itemIds: [office.items.service, expect.any(String)],
      members: [
        {
          id: office.agentId,
          username: 'service-agent',
          name: 'name of service-agent',
          role: 'agent',
        },
      ],
      ringSeconds: null,
      wrapUpSeconds: null,
      queueLimit: null,
      overflow: null,
      hours: null,
    })
  })

  it('is for administrators and auditors, changing it for administrators alone', async () => {
    expect((await office.agent.send('GET /api/groups')).statusCode).toBe(403)
    const body = { name: '越权组', itemIds: [], memberIds: [] }
    expect((await office.agent.send('POST /api/groups', { body })).statusCode).toBe(403)
    const accountId = await server.addAccount('group-auditor', 'agent')
    const grants = ['audit' as const]
    await server.ctx.db
      .updateTable('accounts')
      .set({ grants })
      .where('id', '=', accountId)
      .execute()
    const auditor = await server.signedIn('group-auditor')
    expect((await auditor.call('GET /api/groups')).items.length).toBeGreaterThan(0)
    expect((await auditor.send('POST /api/groups', { body })).statusCode).toBe(403)
  })
})

describe('an edit', () => {
  it('keeps id and tells old and new in the audit log', async () => {
    const made = await create('临时组', { itemIds: [office.items.claim, office.items.claim] })
    expect(made).toMatchObject({ version: 0, itemIds: [office.items.claim], members: [] })
    const saved = await save(made, { name: '临时二组', memberIds: [office.agentId] })
    expect(saved).toMatchObject({ id: made.id, version: 1, name: '临时二组' })
    const row = await server.ctx.db
      .selectFrom('auditLog')
      .select('details')
      .where('action', '=', 'group.edit')
      .where('targetId', '=', made.id)
      .executeTakeFirstOrThrow()
    expect(row.details).toMatchObject({
      from: { name: '临时组', memberIds: [] },
      to: { name: '临时二组', memberIds: [office.agentId] },
    })
  })

  it('of two administrators at once one is refused, and nothing of it is written', async () => {
    await server.addAccount('second-admin', 'admin')
    const second = await server.signedIn('second-admin')
    const group = await create('争用组')
    const edits = await Promise.all(
      ([office.admin, second] as const).map((admin, index) =>
        admin.send('PUT /api/groups/:id', {
          params: { id: group.id },
          body: {
            ...formOf(group),
            name: `争用组${index}`,
            itemIds: [[office.items.service], [office.items.claim]][index],
          },
        }),
      ),
    )
    expect(edits.map((each) => each.statusCode).toSorted()).toEqual([200, 409])
    const [winner] = edits.filter((each) => each.statusCode === 200)
    const [loser] = edits.filter((each) => each.statusCode === 409)
    expect(codeOf(loser!)).toBe('stale_version')
    const kept = (await groups()).find((each) => each.id === group.id)
    expect(kept).toEqual(winner?.json())
    expect(kept?.version).toBe(1)
  })

  it('is refused with the field that is wrong, and writes nothing', async () => {
    const group = await create('原样组', { itemIds: [office.items.claim] })
    const gone = await server.addAccount('gone-agent', 'agent')
    await server.ctx.db
      .updateTable('accounts')
      .set({ deletedAt: new Date() })
      .where('id', '=', gone)
      .execute()
    const refusals = [
      await attempt(group, { name: '保全组' }),
      await attempt(group, { name: '新名', itemIds: [office.items.claim, nobody] }),
      await attempt(group, { name: '新名', memberIds: [nobody] }),
      await attempt(group, { name: '新名', memberIds: [office.agentId, gone] }),
      await attempt(group, { name: '新名', version: 7 }),
      await attempt(group, { name: ' ' }),
    ]
    expect(refusals.map((each) => [each.statusCode, codeOf(each)])).toEqual([
      [409, 'group_name_taken'],
      [400, 'unknown_business_item'],
      [400, 'unknown_account'],
      [400, 'unknown_account'],
      [409, 'stale_version'],
      [400, 'invalid_input'],
    ])
    expect(refusals[3]?.json()).toMatchObject({ fields: [{ path: 'memberIds.1' }] })
    expect(await groupNamed('原样组')).toEqual(group)
  })

  it('a deleted group frees its name, is gone from the list and cannot be edited', async () => {
    const group = await create('旧组')
    const remove = (version: number) =>
      office.admin.send('DELETE /api/groups/:id', { params: { id: group.id }, query: { version } })
    expect(codeOf(await remove(3))).toBe('stale_version')
    expect((await remove(0)).statusCode).toBe(204)
    expect(codeOf(await remove(1))).toBe('not_found')
    expect(codeOf(await attempt(group, { version: 1 }))).toBe('not_found')
    expect((await groups()).map((each) => each.id)).not.toContain(group.id)
    expect((await create('旧组')).id).not.toBe(group.id)
  })

  it('a deleted account is no member any more', async () => {
    const memberId = await server.addAccount('short-timer', 'agent')
    const group = await create('短期组', { memberIds: [memberId] })
    expect(group.members).toHaveLength(1)
    const deleted = { deletedAt: new Date() }
    await server.ctx.db.updateTable('accounts').set(deleted).where('id', '=', memberId).execute()
    expect((await groupNamed('短期组')).members).toEqual([])
  })
})

describe('a change takes effect at once', () => {
  it('for who sees which orders', async () => {
    const memberId = await server.addAccount('newcomer', 'agent')
    const newcomer = await server.signedIn('newcomer')
    const order = await office.createOrder()
    const look = () => newcomer.send('GET /api/work-orders/:id', { params: { id: order.id } })
    expect((await look()).statusCode).toBe(404)
    const group = await create('新人组', { itemIds: [office.items.service], memberIds: [memberId] })
    expect((await look()).statusCode).toBe(200)
    const without = await save(group, { itemIds: [] })
    expect((await look()).statusCode).toBe(404)
    const again = await save(without, { itemIds: [office.items.service] })
    expect((await look()).statusCode).toBe(200)
    await office.admin.call('DELETE /api/groups/:id', {
      params: { id: group.id },
      query: { version: again.version },
    })
    expect((await look()).statusCode).toBe(404)
  })

  it('for a customer who waits: whoever gets the skill is rung without any other event', async () => {
    const service = await groupNamed('保全组')
    await office.agent.call('PUT /api/me/state', { body: { state: 'paused' } })
    const callId = await queue(await customerOf(server, office))
    await save(service, { memberIds: [] })
    const memberId = await server.addAccount('rescuer', 'agent')
    await server.signedIn('rescuer')
    const page = agentPage(server, memberId)
    const group = await create('救援组')
    await save(group, { itemIds: [office.items.service], memberIds: [memberId] })
    const call = await untilCall(server, callId, 'ringing')
    expect(call.agentId).toBe(memberId)
    await page.vanish()
  })

  it('wakes routing and the lists of every page in the same transaction', async () => {
    const heard = new Set<string>()
    const stop = server.ctx.bus.onNotification(({ topic }) => heard.add(topic))
    await create('通知组')
    await expect
      .poll(() =>
        ['groups', 'accounts', 'work-orders', 'queue', 'routing'].every((t) => heard.has(t)),
      )
      .toBe(true)
    stop()
  })
})
