import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Group, SaveGroup } from '@veridesk/contract'
import { openOffice, type Office } from '../../testing/office.ts'
import { codeOf } from '../../testing/test-client.ts'
import { createTestServer, type TestServer } from '../../testing/test-server.ts'

const nobody = '0197f0a0-0000-7000-8000-000000000000'

let server: TestServer
let office: Office
beforeAll(async () => {
  server = await createTestServer()
  office = await openOffice(server)
})
afterAll(() => server.close())

const rules = {
  ringSeconds: 15,
  wrapUpSeconds: 120,
  queueLimit: 30,
  hours: [
    { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:30' },
    { days: [6], from: '00:00', to: '24:00' },
  ],
}
const create = (name: string, more: Partial<SaveGroup> = {}) =>
  office.admin.call('POST /api/groups', { body: { name, itemIds: [], memberIds: [], ...more } })
const read = async (id: string) =>
  (await office.admin.call('GET /api/groups')).items.find((group) => group.id === id) ??
  expect.fail('no such group')
const send = ({ id, members, ...rest }: Group, change: object) =>
  office.admin.send('PUT /api/groups/:id', {
    params: { id },
    body: { ...rest, memberIds: members.map((member) => member.id), ...change },
  })
async function save(group: Group, change: Partial<SaveGroup>): Promise<Group> {
  const response = await send(await read(group.id), change)
  expect(response.body).not.toContain('"code"')
  return response.json()
}
const to = (group: Group, afterSeconds = 60) => ({ groupId: group.id, afterSeconds })
const remove = ({ id }: Group, version: number) =>
  office.admin.call('DELETE /api/groups/:id', { params: { id }, query: { version } })
const edits = (id: string) =>
  server.ctx.db
    .selectFrom('auditLog')
    .select('details')
    .where('action', '=', 'group.edit')
    .where('targetId', '=', id)
    .orderBy('at', 'desc')
    .execute()

describe('the rules of a group', () => {
  it('are kept as they are given, and none where none is given', async () => {
    const target = await create('溢出到')
    const made = await create('有规则', { ...rules, overflow: to(target, 90) })
    expect(made).toMatchObject({ ...rules, overflow: { groupId: target.id, afterSeconds: 90 } })
    expect(await read(made.id)).toEqual(made)
    const none = { ringSeconds: null, wrapUpSeconds: null, queueLimit: null, hours: null }
    expect(await save(made, { ...none, overflow: null })).toMatchObject({
      ...none,
      overflow: null,
    })
    const [row] = await edits(made.id)
    expect(row?.details).toMatchObject({
      from: { ...rules, overflow: { groupId: target.id, afterSeconds: 90 } },
      to: { ...none, overflow: null },
    })
  })

  it.each([
    ['ringSeconds', { ringSeconds: 4 }],
    ['ringSeconds', { ringSeconds: 301 }],
    ['wrapUpSeconds', { wrapUpSeconds: 9 }],
    ['queueLimit', { queueLimit: 0 }],
    ['overflow.afterSeconds', { overflow: { groupId: nobody, afterSeconds: 0 } }],
    ['hours', { hours: [] }],
    ['hours.0.days', { hours: [{ days: [], from: '09:00', to: '10:00' }] }],
    ['hours.0.days.0', { hours: [{ days: [8], from: '09:00', to: '10:00' }] }],
    ['hours.0.from', { hours: [{ days: [1], from: '24:00', to: '24:00' }] }],
    ['hours.0.from', { hours: [{ days: [1], from: '9:00', to: '10:00' }] }],
    ['hours.0.to', { hours: [{ days: [1], from: '09:00', to: '24:01' }] }],
    ['hours.0.to', { hours: [{ days: [1], from: '10:00', to: '10:00' }] }],
    ['hours.0.to', { hours: [{ days: [1], from: '22:00', to: '06:00' }] }],
  ])('%s is refused: %j', async (path, change) => {
    const [group] = (await office.admin.call('GET /api/groups')).items
    const response = await send(group!, change)
    expect(response.statusCode).toBe(400)
    expect(codeOf(response)).toBe('invalid_input')
    const { fields } = response.json<{ fields: { path: string }[] }>()
    expect(fields.map((each) => each.path)).toContain(path)
    expect(await read(group!.id)).toEqual(group)
  })
})

describe('overflow', () => {
  const refused = async (group: Group, target: string) => {
    const before = await read(group.id)
    const response = await send(before, { overflow: { groupId: target, afterSeconds: 60 } })
    expect(response.statusCode).toBe(400)
    expect(response.json()).toMatchObject({ fields: [{ path: 'overflow.groupId' }] })
    expect(await read(group.id)).toEqual(before)
    return codeOf(response)
  }

  it('leads nobody back to where it began, by whatever way', async () => {
    const [first, second, third] = [await create('甲'), await create('乙'), await create('丙')]
    expect(await refused(first, first.id)).toBe('overflow_cycle')
    await save(first, { overflow: to(second) })
    expect(await refused(second, first.id)).toBe('overflow_cycle')
    await save(second, { overflow: to(third) })
    expect(await refused(third, first.id)).toBe('overflow_cycle')
    await save(first, { overflow: null })
    expect(await save(third, { overflow: to(first) })).toMatchObject({ overflow: to(first) })
  })

  it('goes to no group that there is not', async () => {
    const [group, gone] = [await create('源'), await create('已删')]
    await remove(gone, 0)
    expect(await refused(group, nobody)).toBe('unknown_group')
    expect(await refused(group, gone.id)).toBe('unknown_group')
    const body = { name: '新源', itemIds: [], memberIds: [], overflow: to(gone) }
    const response = await office.admin.send('POST /api/groups', { body })
    expect([response.statusCode, codeOf(response)]).toEqual([400, 'unknown_group'])
  })

  it('of two administrators who close a circle together one is refused', async () => {
    const [one, other] = [await create('环一'), await create('环二')]
    const sent = await Promise.all([
      send(one, { overflow: to(other) }),
      send(other, { overflow: to(one) }),
    ])
    expect(sent.map((each) => each.statusCode).toSorted()).toEqual([200, 400])
    expect(codeOf(sent.find((each) => each.statusCode === 400)!)).toBe('overflow_cycle')
  })

  it('to a group that is deleted ends with it; its version and audit row tell', async () => {
    const [target, source] = [await create('将删'), await create('将改', { queueLimit: 5 })]
    const saved = await save(source, { overflow: to(target) })
    const heard = new Set<string>()
    const stop = server.ctx.bus.onNotification(({ topic }) => heard.add(topic))
    await remove(target, 0)
    await expect.poll(() => heard.has('groups') && heard.has('routing')).toBe(true)
    stop()
    expect(await read(source.id)).toEqual({ ...saved, overflow: null, version: 2 })
    expect(codeOf(await send(saved, { name: '旧版' }))).toBe('stale_version')
    const [row] = await edits(source.id)
    expect(row?.details).toMatchObject({
      from: { overflow: to(target), queueLimit: 5 },
      to: { overflow: null, queueLimit: 5 },
    })
  })

  it('to a group that is deleted while somebody chooses it is either refused or ended', async () => {
    const [target, source] = [await create('争删'), await create('争选')]
    const [sent] = await Promise.all([send(source, { overflow: to(target) }), remove(target, 0)])
    expect([200, 400]).toContain(sent.statusCode)
    expect((await read(source.id)).overflow).toBeNull()
  })
})
