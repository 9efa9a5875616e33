import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BusinessTypeSettings } from '@veridesk/contract'
import { customerOf } from '../../testing/calling.ts'
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

const types = async () => (await office.admin.call('GET /api/settings/business-types')).items
const typeNamed = async (name: string): Promise<BusinessTypeSettings> =>
  (await types()).find((type) => type.name === name) ?? expect.fail(`no type ${name}`)
/** A type as the form sends it back. */
const formOf = ({ id: _id, ...form }: BusinessTypeSettings) => form
type Form = Parameters<typeof send>[1]
const send = (
  { id }: BusinessTypeSettings,
  body: Omit<ReturnType<typeof formOf>, 'items' | 'photoCategories'> & {
    items: { id?: string; name: string }[]
    photoCategories: { id?: string; name: string; required: boolean }[]
  },
) => office.admin.send('PUT /api/settings/business-types/:id', { params: { id }, body })
const save = async (type: BusinessTypeSettings, change: Partial<Form>) => {
  const response = await send(type, { ...formOf(type), ...change })
  expect(response.body).not.toContain('"code"')
  return response.json<BusinessTypeSettings>()
}
const create = (name: string, items = ['甲', '乙'], photos: string[] = []) =>
  office.admin.call('POST /api/settings/business-types', {
    body: {
      name,
      claim: false,
      items: items.map((item) => ({ name: item })),
      photoCategories: photos.map((photo) => ({ name: photo, required: true })),
    },
  })

describe('a new type', () => {
  it('comes last, with items and photo categories in the given order, and agents are offered it', async () => {
    const made = await create('新契约', ['回访', '双录'], ['正面', '反面'])
    expect(made).toEqual({
      id: expect.any(String),
      version: 0,
      name: '新契约',
      claim: false,
      assignment: 'familiar',
      familiarWaitSeconds: 0,
      items: ['回访', '双录'].map((name) => ({ id: expect.any(String), name })),
      photoCategories: ['正面', '反面'].map((name) => ({
        id: expect.any(String),
        name,
        required: true,
      })),
    })
    expect((await types()).at(-1)).toEqual(made)
    const { items: offered } = await office.agent.call('GET /api/business-types')
    expect(offered.at(-1)).toMatchObject({ name: '新契约', items: made.items })
  })

  it('is refused where its name or a part of it is there already, or an id is made up', async () => {
    const body = (more: object) => ({
      body: { name: '另类', claim: false, items: [{ name: '甲' }], photoCategories: [], ...more },
    })
    const post = (more: object) =>
      office.admin.send('POST /api/settings/business-types', body(more))
    const refusals = [
      await post({ name: '保全' }),
      await post({ items: [{ name: '甲' }, { name: '甲' }] }),
      await post({
        photoCategories: [
          { name: '乙', required: true },
          { name: '乙', required: false },
        ],
      }),
      await post({ items: [{ id: office.items.service, name: '甲' }] }),
      await post({ items: [] }),
    ]
    expect(refusals.map(codeOf)).toEqual([
      'name_taken',
      'name_taken',
      'name_taken',
      'unknown_business_item',
      'invalid_input',
    ])
    expect(refusals[2]?.json()).toMatchObject({ fields: [{ path: 'photoCategories.1.name' }] })
    expect((await types()).map((type) => type.name)).not.toContain('另类')
  })

  it('is for administrators alone', async () => {
    const response = await office.agent.send('GET /api/settings/business-types')
    expect([response.statusCode, codeOf(response)]).toEqual([403, 'forbidden'])
  })
})

describe('saving', () => {
  it('keeps ids under new names, also where two change names, and puts them in order', async () => {
    const made = await create('换名', ['甲', '乙'], ['正面', '反面'])
    const [a, b] = made.items
    const [front, back] = made.photoCategories
    const saved = await save(made, {
      name: '换名后',
      claim: true,
      items: [{ id: b!.id, name: '甲' }, { name: '丙' }, { id: a!.id, name: '乙' }],
      photoCategories: [
        { id: back!.id, name: '正面', required: false },
        { id: front!.id, name: '反面', required: true },
      ],
    })
    expect(saved).toEqual({
      id: made.id,
      version: 1,
      name: '换名后',
      claim: true,
      assignment: 'familiar',
      familiarWaitSeconds: 0,
      items: [
        { id: b!.id, name: '甲' },
        { id: expect.any(String), name: '丙' },
        { id: a!.id, name: '乙' },
      ],
      photoCategories: [
        { id: back!.id, name: '正面', required: false },
        { id: front!.id, name: '反面', required: true },
      ],
    })
    expect(await typeNamed('换名后')).toEqual(saved)
  })

  it('keeps how calls find their agent, and tells old and new in the audit log', async () => {
    const made = await create('抽签')
    const waiting = await save(made, { familiarWaitSeconds: 45 })
    expect(waiting).toMatchObject({ assignment: 'familiar', familiarWaitSeconds: 45 })
    const drawn = await save(waiting, { assignment: 'random', familiarWaitSeconds: 0 })
    expect(drawn).toMatchObject({ version: 2, assignment: 'random', familiarWaitSeconds: 0 })
    const { details } = await server.ctx.db
      .selectFrom('auditLog')
      .select('details')
      .where('action', '=', 'business-type.edit')
      .where('targetId', '=', made.id)
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow()
    expect(details).toMatchObject({
      from: { assignment: 'familiar', familiarWaitSeconds: 45 },
      to: { assignment: 'random', familiarWaitSeconds: 0 },
    })
  })

  it.each([
    ['a claim', { claim: true, familiarWaitSeconds: 1 }],
    ['a type by lot', { assignment: 'random' as const, familiarWaitSeconds: 1 }],
    ['longer than an hour', { familiarWaitSeconds: 3601 }],
    ['less than nothing', { familiarWaitSeconds: -1 }],
  ])('refuses a wait for the familiar agent of %s', async (_what, change) => {
    const type = await typeNamed('保全')
    const response = await send(type, { ...formOf(type), ...change })
    expect(response.statusCode).toBe(400)
    expect(response.json()).toMatchObject({
      code: 'invalid_input',
      fields: [{ path: 'familiarWaitSeconds' }],
    })
    expect(await typeNamed('保全')).toEqual(type)
  })

  it('left-out parts are offered no more; their names are free again and their ids are not', async () => {
    const made = await create('精简', ['留', '去'], ['片'])
    const [stay, gone] = made.items
    const saved = await save(made, { items: [stay!], photoCategories: [] })
    expect(saved).toMatchObject({ items: [stay], photoCategories: [] })
    const revived = await send(saved, { ...formOf(saved), items: [stay!, gone!] })
    expect(codeOf(revived)).toBe('unknown_business_item')
    const anew = await save(saved, { items: [stay!, { name: '去' }] })
    expect(anew.items[1]?.id).not.toBe(gone!.id)
  })

  it('of two administrators at once one is refused, and nothing of it is written', async () => {
    const made = await create('争用')
    const edits = await Promise.all(
      ['一', '二'].map((name) =>
        send(made, { ...formOf(made), name: `争用${name}`, items: [{ name }] }),
      ),
    )
    expect(edits.map((each) => each.statusCode).toSorted()).toEqual([200, 409])
    const winner = edits.find((each) => each.statusCode === 200)?.json<BusinessTypeSettings>()
    expect((await types()).find((type) => type.id === made.id)).toEqual(winner)
    expect(codeOf(edits.find((each) => each.statusCode === 409)!)).toBe('stale_version')
  })

  it("refuses another type's name, another type's item and an id twice", async () => {
    const made = await create('规矩')
    const [first] = made.items
    const refusals = [
      await send(made, { ...formOf(made), name: '保全' }),
      await send(made, { ...formOf(made), items: [{ id: office.items.service, name: '丁' }] }),
      await send(made, { ...formOf(made), items: [first!, { ...first!, name: '戊' }] }),
      await send({ ...made, id: nobody }, formOf(made)),
    ]
    expect(refusals.map(codeOf)).toEqual([
      'name_taken',
      'unknown_business_item',
      'unknown_business_item',
      'not_found',
    ])
    expect(await typeNamed('规矩')).toEqual(made)
  })
})

describe('what is offered no more', () => {
  it('stays with the orders that have it, is no skill any more and can be chosen for nothing', async () => {
    const made = await create('停办', ['甲', '乙'])
    const [kept, gone] = made.items.map((item) => item.id)
    const memberId = await server.addAccount('halt-agent', 'agent')
    const agent = await server.signedIn('halt-agent')
    const group = await office.admin.call('POST /api/groups', {
      body: { name: '停办组', itemIds: [kept!, gone!], memberIds: [memberId] },
    })
    const order = await office.createOrder({ businessItemId: gone! })
    const look = () => agent.send('GET /api/work-orders/:id', { params: { id: order.id } })
    expect((await look()).statusCode).toBe(200)
    const customer = await customerOf(server, office, { order })

    const saved = await save(made, { items: made.items.slice(0, 1) })
    expect((await look()).statusCode).toBe(404)
    const call = await customer.browser.send('POST /api/customer/calls')
    expect([call.statusCode, codeOf(call)]).toEqual([409, 'no_group'])
    const seen = await office.admin.call('GET /api/work-orders/:id', { params: { id: order.id } })
    expect(seen).toMatchObject({ businessType: '停办', businessItem: '乙' })
    const groupNow = (await office.admin.call('GET /api/groups')).items.find(
      (each) => each.id === group.id,
    )
    expect(groupNow).toMatchObject({ itemIds: [kept], version: group.version + 1 })
    const body = { name: '停办二组', itemIds: [gone!], memberIds: [] }
    expect(codeOf(await office.admin.send('POST /api/groups', { body }))).toBe(
      'unknown_business_item',
    )

    const remove = (version: number) =>
      office.admin.send('DELETE /api/settings/business-types/:id', {
        params: { id: made.id },
        query: { version },
      })
    expect(codeOf(await remove(0))).toBe('stale_version')
    expect((await remove(saved.version)).statusCode).toBe(204)
    expect(codeOf(await remove(saved.version + 1))).toBe('not_found')
    const { items: offered } = await office.agent.call('GET /api/business-types')
    expect(offered.map((type) => type.name)).not.toContain('停办')
    expect(
      (await office.admin.call('GET /api/groups')).items.find((each) => each.id === group.id)
        ?.itemIds,
    ).toEqual([])
    expect((await create('停办')).id).not.toBe(made.id)
  })
})

it('a group that is saved while its item goes never keeps it', async () => {
  for (const round of [1, 2, 3, 4]) {
    const made = await create(`竞争${round}`, ['留', '去'])
    const [stay, gone] = made.items
    const body = { name: `竞争${round}`, itemIds: [stay!.id, gone!.id], memberIds: [] }
    const [added] = await Promise.all([
      office.admin.send('POST /api/groups', { body }),
      save(made, { items: [stay!] }),
    ])
    const group = (await office.admin.call('GET /api/groups')).items.find(
      (each) => each.name === body.name,
    )
    if (added.statusCode === 201) expect(group?.itemIds).toEqual([stay!.id])
    else expect([codeOf(added), group]).toEqual(['unknown_business_item', undefined])
  }
})

describe('order', () => {
  const put = (ids: readonly string[]) =>
    office.admin.send('PUT /api/settings/business-types/order', { body: { ids } })

  it('is that of every list; a type that somebody added meanwhile stays behind', async () => {
    const before = (await types()).map((type) => type.id)
    const wanted = before.toReversed()
    const later = await create('后来')
    const response = await put(wanted)
    expect(response.json<{ items: BusinessTypeSettings[] }>().items.map((type) => type.id)).toEqual(
      [...wanted, later.id],
    )
    const { items: offered } = await office.agent.call('GET /api/business-types')
    expect(offered.map((type) => type.id)).toEqual([...wanted, later.id])
  })

  it('refuses a type that there is not, or twice', async () => {
    const [first] = await types()
    expect(codeOf(await put([nobody]))).toBe('unknown_business_item')
    expect(codeOf(await put([first!.id, first!.id]))).toBe('unknown_business_item')
  })
})
