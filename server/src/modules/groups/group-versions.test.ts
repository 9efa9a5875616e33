import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openOffice, type Office } from '../../testing/office.ts'
import { createTestServer, type TestServer } from '../../testing/test-server.ts'
import { setGroupsOf } from './membership.ts'

let server: TestServer
let office: Office
beforeAll(async () => {
  server = await createTestServer()
  office = await openOffice(server)
})
afterAll(() => server.close())

const create = (name: string, more: { itemIds?: string[]; memberIds?: string[] } = {}) =>
  office.admin.call('POST /api/groups', { body: { name, itemIds: [], memberIds: [], ...more } })
/** What the group was, one after the other. */
const versions = (groupId: string) =>
  server.ctx.db
    .selectFrom('groupVersions')
    .selectAll()
    .where('groupId', '=', groupId)
    .orderBy('beganAt')
    .execute()
const current = async (groupId: string) => {
  const open = (await versions(groupId)).filter((row) => row.endedXid === null)
  expect(open).toHaveLength(1)
  return open[0]!
}
const snapshot = async (): Promise<string> => {
  const { rows } = await sql<{
    now: string
  }>`select pg_current_snapshot()::text as now`.execute(server.ctx.db)
  return rows[0]!.now
}
/** What a decision of this snapshot saw of the group. */
const seenIn = async (groupId: string, seen: string) => {
  const { rows } = await sql<{ ring: number | null; members: string[] }>`
    select ring_seconds as ring, member_ids as members from group_versions
    where group_id = ${groupId} and pg_visible_in_snapshot(began_xid, ${seen}::pg_snapshot)
      and not coalesce(pg_visible_in_snapshot(ended_xid, ${seen}::pg_snapshot), false)`.execute(
    server.ctx.db,
  )
  return rows
}
const form = { itemIds: [], memberIds: [] }

describe('what a group was', () => {
  it('is written down when it is made, changed and deleted', async () => {
    const target = await create('溢出处')
    const { id } = await create('历史', {
      itemIds: [office.items.claim],
      memberIds: [office.agentId],
    })
    const first = await current(id)
    expect(first).toMatchObject({
      itemIds: [office.items.claim],
      memberIds: [office.agentId],
      ringSeconds: null,
      overflowGroupId: null,
      endedAt: null,
    })
    const before = await snapshot()
    await office.admin.call('PUT /api/groups/:id', {
      params: { id },
      body: {
        ...form,
        version: 0,
        name: '历史',
        memberIds: [office.claimAgentId],
        ringSeconds: 12,
        overflow: { groupId: target.id, afterSeconds: 30 },
      },
    })
    const between = await snapshot()
    expect(await current(id)).toMatchObject({
      itemIds: [],
      memberIds: [office.claimAgentId],
      ringSeconds: 12,
      overflowGroupId: target.id,
      overflowAfterSeconds: 30,
    })
    await office.admin.call('DELETE /api/groups/:id', { params: { id }, query: { version: 1 } })
    const rows = await versions(id)
    expect(rows).toHaveLength(2)
    expect(rows.every((row) => row.endedAt !== null && row.endedXid !== null)).toBe(true)
    expect(await seenIn(id, before)).toEqual([{ ring: null, members: [office.agentId] }])
    expect(await seenIn(id, between)).toEqual([{ ring: 12, members: [office.claimAgentId] }])
    expect(await seenIn(id, await snapshot())).toEqual([])
  })

  it('changes with the group that it overflowed to', async () => {
    const target = await create('去处')
    const overflow = { groupId: target.id, afterSeconds: 30 }
    const body = { ...form, name: '来处', overflow }
    const { id } = await office.admin.call('POST /api/groups', { body })
    const given = { params: { id: target.id }, query: { version: 0 } }
    await office.admin.call('DELETE /api/groups/:id', given)
    expect(await current(id)).toMatchObject({ overflowGroupId: null, overflowAfterSeconds: null })
    expect(await versions(id)).toHaveLength(2)
  })

  it('changes when an account joins or leaves it, and is as before where one only gets a name', async () => {
    const { id } = await create('进出')
    const accountId = await server.addAccount('mover', 'agent')
    const put = async (groupIds: string[], name = '张三') => {
      const params = { id: accountId }
      const { version, role, grants } = await office.admin.call('GET /api/accounts/:id', { params })
      const body = { version, name, role, grants, groupIds }
      await office.admin.call('PUT /api/accounts/:id', { params, body })
    }
    await put([id])
    expect((await current(id)).memberIds).toEqual([accountId])
    await put([id], '李四')
    expect(await versions(id)).toHaveLength(2)
    await put([])
    expect((await current(id)).memberIds).toEqual([])
    expect(await versions(id)).toHaveLength(3)
  })

  it('changes when one of its items is offered no more', async () => {
    const type = await office.admin.call('POST /api/settings/business-types', {
      body: { name: '短命', claim: false, items: [{ name: '项' }], photoCategories: [] },
    })
    const itemId = type.items[0]!.id
    const { id } = await create('失技能', { itemIds: [itemId] })
    await office.admin.call('DELETE /api/settings/business-types/:id', {
      params: { id: type.id },
      query: { version: 0 },
    })
    expect((await versions(id)).map((row) => row.itemIds)).toEqual([[itemId], []])
  })

  it('is one row for all changes of one transaction', async () => {
    const { id } = await create('批量')
    const accounts = ['one', 'two', 'three'].map((name) =>
      server.addAccount(`bulk-${name}`, 'agent'),
    )
    const ids = await Promise.all(accounts)
    await server.ctx.db.transaction().execute(async (tx) => {
      for (const accountId of ids) await setGroupsOf(tx, accountId, [id])
    })
    expect((await current(id)).memberIds).toHaveLength(3)
    expect(await versions(id)).toHaveLength(2)
  })
})
