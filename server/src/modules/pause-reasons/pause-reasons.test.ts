import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PauseReason } from '@veridesk/contract'
import { openOffice, type Office } from '../../testing/office.ts'
import { codeOf, type TestClient } from '../../testing/test-client.ts'
import { createTestServer, type TestServer } from '../../testing/test-server.ts'
import { chosenPauseReason } from './service.ts'

const nobody = '0197f0a0-0000-7000-8000-000000000000'

let server: TestServer
let office: Office
beforeAll(async () => {
  server = await createTestServer()
  office = await openOffice(server)
})
afterAll(() => server.close())

const list = async (who: TestClient = office.admin) =>
  (await who.call('GET /api/pause-reasons')).items
const create = (name: string) => office.admin.call('POST /api/pause-reasons', { body: { name } })
const attempt = (name: string) => office.admin.send('POST /api/pause-reasons', { body: { name } })
const rename = ({ id, version }: PauseReason, name: string) =>
  office.admin.send('PUT /api/pause-reasons/:id', { params: { id }, body: { version, name } })
const remove = ({ id, version }: PauseReason) =>
  office.admin.send('DELETE /api/pause-reasons/:id', { params: { id }, query: { version } })
const order = (ids: string[]) =>
  office.admin.send('PUT /api/pause-reasons/order', { body: { ids } })
const choose = (id: string) =>
  server.ctx.db.transaction().execute((tx) => chosenPauseReason(tx, id))

describe('reasons for 暂放', () => {
  it('come in the order in which they were added; agents see them too', async () => {
    const made = await create('用餐')
    expect(made).toEqual({ id: expect.any(String), version: 0, name: '用餐' })
    await create(' 培训 ')
    expect((await list(office.agent)).map(({ name }) => name)).toEqual(['用餐', '培训'])
    expect(await choose(made.id)).toEqual({ id: made.id, name: '用餐' })
  })

  it('are renamed, with old and new in the audit log, and everybody is told', async () => {
    const made = await create('会义')
    const heard = new Set<string>()
    const stop = server.ctx.bus.onNotification(({ topic }) => heard.add(topic))
    expect((await rename(made, '会议')).json()).toEqual({ ...made, version: 1, name: '会议' })
    await expect.poll(() => heard.has('settings')).toBe(true)
    stop()
    const { details } = await server.ctx.db
      .selectFrom('auditLog')
      .select('details')
      .where('action', '=', 'pause-reason.edit')
      .where('targetId', '=', made.id)
      .executeTakeFirstOrThrow()
    expect(details).toEqual({ from: { name: '会义' }, to: { name: '会议' } })
  })

  it('have one name each', async () => {
    const made = await create('独名')
    const refusals = [await attempt('独名'), await rename(await create('异名'), '独名')]
    expect(refusals.map((each) => [each.statusCode, codeOf(each)])).toEqual([
      [409, 'name_taken'],
      [409, 'name_taken'],
    ])
    expect((await rename(made, '独名')).statusCode).toBe(200)
  })

  it.each(['', ' ', '长'.repeat(21), '铃\u0007'])('are not called %j', async (name) => {
    const response = await attempt(name)
    expect([response.statusCode, codeOf(response)]).toEqual([400, 'invalid_input'])
  })

  it('once deleted are offered no more; history keeps the name, and it is free again', async () => {
    const made = await create('旧原因')
    expect((await remove(made)).statusCode).toBe(204)
    expect((await list()).map(({ id }) => id)).not.toContain(made.id)
    await expect(choose(made.id)).rejects.toMatchObject({ code: 'unknown_pause_reason' })
    const kept = await server.ctx.db
      .selectFrom('pauseReasons')
      .select('name')
      .where('id', '=', made.id)
      .executeTakeFirst()
    expect(kept).toEqual({ name: '旧原因' })
    expect((await create('旧原因')).id).not.toBe(made.id)
    for (const again of [await remove({ ...made, version: 1 }), await rename(made, '新名')])
      expect([again.statusCode, codeOf(again)]).toEqual([404, 'not_found'])
  })

  it('are put in order; one that somebody added meanwhile stays behind', async () => {
    const before = (await list()).map(({ id }) => id)
    const wanted = before.toReversed()
    const later = await create('后来')
    expect((await order(wanted)).statusCode).toBe(200)
    expect((await list()).map(({ id }) => id)).toEqual([...wanted, later.id])
    for (const ids of [[nobody], [later.id, later.id]]) {
      const response = await order(ids)
      expect([response.statusCode, codeOf(response)]).toEqual([400, 'unknown_pause_reason'])
    }
    expect((await list()).map(({ id }) => id)).toEqual([...wanted, later.id])
  })

  it('of two administrators at once one is refused', async () => {
    const made = await create('争改')
    const renamed = await Promise.all([rename(made, '甲改'), rename(made, '乙改'), remove(made)])
    const codes = renamed.map((each) => each.statusCode)
    expect(codes.filter((code) => code < 300)).toHaveLength(1)
    const same = await Promise.all([attempt('同名'), attempt('同名')])
    expect(same.map((each) => each.statusCode).toSorted()).toEqual([201, 409])
  })

  it('are changed by administrators alone', async () => {
    const body = { name: '越权' }
    const response = await office.agent.send('POST /api/pause-reasons', { body })
    expect([response.statusCode, codeOf(response)]).toEqual([403, 'forbidden'])
    expect((await server.client().send('GET /api/pause-reasons')).statusCode).toBe(401)
  })
})
