import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openOffice, type Office } from '../../testing/office.ts'
import { codeOf } from '../../testing/test-client.ts'
import { createTestServer, type TestServer } from '../../testing/test-server.ts'
import { readSettings } from './service.ts'

let server: TestServer
let office: Office
beforeAll(async () => {
  server = await createTestServer()
  office = await openOffice(server)
})
afterAll(() => server.close())

const routing = {
  ringSeconds: 20,
  declineRestSeconds: 30,
  missedRingsToPause: 3,
  longestWaitSeconds: 3600,
  estimateMinimum: 10,
}
const entry = { codesPerPhonePerHour: 5, codesPerAddressPerHour: 20, codesPerHour: 500 }

describe.each([
  ['routing' as const, routing, { ...routing, ringSeconds: 8, missedRingsToPause: 0 }],
  ['entry' as const, entry, { ...entry, codesPerPhonePerHour: 9 }],
])('the %s settings', (part, defaults, changed) => {
  const key = `/api/settings/${part}` as const
  const read = async () => (await office.admin.send(`GET ${key}`)).json()
  const put = (body: object) => office.admin.send(`PUT ${key}`, { body })

  it('begin with their defaults and keep what is saved, with old and new in the audit log', async () => {
    expect(await read()).toEqual({ version: 0, ...defaults })
    expect((await put({ version: 0, ...changed })).json()).toEqual({ version: 1, ...changed })
    expect(await read()).toEqual({ version: 1, ...changed })
    const { details } = await server.ctx.db
      .selectFrom('auditLog')
      .select('details')
      .where('action', '=', `settings.${part}`)
      .executeTakeFirstOrThrow()
    expect(details).toEqual({ from: defaults, to: changed })
  })

  it('of two administrators at once one is refused', async () => {
    const { version } = await read()
    const saves = await Promise.all([put({ version, ...defaults }), put({ version, ...changed })])
    expect(saves.map((each) => each.statusCode).toSorted()).toEqual([200, 409])
    expect(codeOf(saves.find((each) => each.statusCode === 409)!)).toBe('stale_version')
    expect((await read()).version).toBe(version + 1)
  })

  it.each(Object.keys(defaults))('refuse a %s that makes no sense', async (field) => {
    const before = await read()
    for (const wrong of [-1, 1.5, 10_000_000, null, '5']) {
      const response = await put({ ...before, [field]: wrong })
      expect(response.statusCode).toBe(400)
      expect(response.json()).toMatchObject({ code: 'invalid_input', fields: [{ path: field }] })
    }
    expect(await read()).toEqual(before)
  })

  it('are for administrators alone', async () => {
    expect((await office.agent.send(`GET ${key}`)).statusCode).toBe(403)
    const body = { version: 0, ...defaults }
    expect((await office.agent.send(`PUT ${key}`, { body })).statusCode).toBe(403)
  })
})

it('saved queue settings are those that routing reads, and it is woken', async () => {
  const heard = new Set<string>()
  const stop = server.ctx.bus.onNotification(({ topic }) => heard.add(topic))
  const { version } = await office.admin.call('GET /api/settings/routing')
  const body = {
    version,
    ...routing,
    ringSeconds: 11,
    declineRestSeconds: 7,
    longestWaitSeconds: 60,
  }
  await office.admin.call('PUT /api/settings/routing', { body })
  expect(await readSettings(server.ctx.db)).toMatchObject({
    ringSeconds: 11,
    declineRestSeconds: 7,
    routing: { longestWaitSeconds: 60, missedRingsToPause: 3, estimateMinimum: 10 },
  })
  await expect.poll(() => heard.has('routing') && heard.has('settings')).toBe(true)
  stop()
})
