import { afterAll, beforeAll, expect, it } from 'vitest'
import { customerOf } from '../../testing/calling.ts'
import { openOffice, type Office } from '../../testing/office.ts'
import { codeOf } from '../../testing/test-client.ts'
import { createTestServer, type TestServer } from '../../testing/test-server.ts'

let server: TestServer
let office: Office
beforeAll(async () => {
  server = await createTestServer()
  office = await openOffice(server)
})
afterAll(() => server.close())

const read = () => office.admin.call('GET /api/settings/notice')
const put = (body: object) => office.admin.send('PUT /api/settings/notice', { body })

it('a new text has a new version, and a customer who agreed to the old one agrees anew', async () => {
  const { browser } = await customerOf(server, office)
  const before = await browser.call('GET /api/customer/session')
  expect(before.consentedAt).not.toBeNull()
  const { version } = await read()
  const saved = await office.admin.call('PUT /api/settings/notice', {
    body: { version, zh: '本次通话\n全程录像。', en: 'This call is recorded.' },
  })
  expect(saved).toEqual({
    version: version + 1,
    zh: '本次通话\n全程录像。',
    en: 'This call is recorded.',
  })

  const after = await browser.call('GET /api/customer/session')
  expect(after).toMatchObject({ notice: saved, consentedAt: null })
  const consent = (noticeVersion: number) =>
    browser.send('POST /api/customer/consent', { body: { noticeVersion } })
  expect(codeOf(await consent(version))).toBe('stale_version')
  expect((await browser.send('POST /api/customer/calls')).statusCode).toBe(409)
  expect((await consent(saved.version)).statusCode).toBe(200)
  const row = await server.ctx.db
    .selectFrom('consents')
    .select(['noticeVersion', 'noticeText'])
    .orderBy('givenAt', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  expect(row).toEqual({
    noticeVersion: saved.version,
    noticeText: '本次通话\n全程录像。\n\nThis call is recorded.',
  })
})

it('of two administrators at once one is refused', async () => {
  const { version } = await read()
  const saves = await Promise.all(['一', '二'].map((zh) => put({ version, zh, en: 'recorded' })))
  expect(saves.map((each) => each.statusCode).toSorted()).toEqual([200, 409])
  expect((await read()).version).toBe(version + 1)
})

it.each([
  [{ zh: '' }],
  [{ zh: ' \n ' }],
  [{ en: '' }],
  [{ zh: '长'.repeat(1001) }],
  [{ en: 'x'.repeat(2001) }],
  [{ zh: '铃\u0007' }],
])('%j is refused', async (change) => {
  const before = await read()
  const response = await put({ ...before, ...change })
  expect([response.statusCode, codeOf(response)]).toEqual([400, 'invalid_input'])
  expect(await read()).toEqual(before)
})

it('is for administrators alone', async () => {
  const body = await read()
  expect((await office.agent.send('GET /api/settings/notice')).statusCode).toBe(403)
  expect((await office.agent.send('PUT /api/settings/notice', { body })).statusCode).toBe(403)
})
