import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { codeOf, type TestClient } from '../../testing/test-client.ts'
import { createTestServer, testPassword, type TestServer } from '../../testing/test-server.ts'

const fresh = 'a password of my own'

let server: TestServer
beforeAll(async () => {
  server = await createTestServer()
})
afterAll(() => server.close())

let id: string
let username: string
let own: TestClient
let made = 0
beforeEach(async () => {
  made += 1
  username = `person-${made}`
  id = await server.addAccount(username, 'agent')
  own = await server.signedIn(username)
})

describe('the own profile', () => {
  it('takes a new name and phone, and gives the phone up again', async () => {
    const before = await own.call('GET /api/me/profile')
    expect(before).toMatchObject({ username, phone: null, role: 'agent' })
    const body = { version: before.version, name: '欧阳 明月', phone: '13800138000' }
    const after = await own.call('PUT /api/me/profile', { body })
    expect(after).toMatchObject({ name: '欧阳 明月', phone: '13800138000' })
    expect((await own.call('GET /api/me')).name).toBe('欧阳 明月')
    const { version, name } = after
    expect(await own.call('PUT /api/me/profile', { body: { version, name } })).toMatchObject({
      phone: null,
    })
  })

  it('refuses a stale version and what is no name or phone', async () => {
    const { version } = await own.call('GET /api/me/profile')
    const save = (body: object) => own.send('PUT /api/me/profile', { body })
    expect(codeOf(await save({ version: version + 1, name: '甲' }))).toBe('stale_version')
    expect(codeOf(await save({ version, name: ' ' }))).toBe('invalid_input')
    expect(codeOf(await save({ version, name: '甲', phone: '12345' }))).toBe('invalid_input')
    expect(codeOf(await save({ version, name: '甲', role: 'admin' }))).toBe('invalid_input')
  })

  it('is in the audit log by the names of its fields', async () => {
    const { version } = await own.call('GET /api/me/profile')
    await own.call('PUT /api/me/profile', { body: { version, name: '甲', phone: '13800138000' } })
    const row = await server.ctx.db
      .selectFrom('auditLog')
      .select('details')
      .where('action', '=', 'profile.edit')
      .where('targetId', '=', id)
      .executeTakeFirstOrThrow()
    expect(row.details).toEqual({ changed: ['name', 'phone'] })
  })
})

describe('the own password', () => {
  const change = (current: string, password: string) =>
    own.send('PUT /api/me/password', { body: { current, password } })
  const signIn = (password: string) =>
    server.client().send('POST /api/sessions', { body: { username, password, replace: true } })

  it('is changed with the current one; this session goes on and the state stays', async () => {
    await own.call('PUT /api/me/state', { body: { state: 'paused' } })
    expect((await change(testPassword, fresh)).statusCode).toBe(204)
    expect((await own.call('GET /api/me')).agent?.state).toBe('paused')
    expect(codeOf(await signIn(testPassword))).toBe('wrong_credentials')
    expect((await signIn(fresh)).statusCode).toBe(200)
  })

  it('is not changed without the current one, or to the same', async () => {
    expect(codeOf(await change('not this', fresh))).toBe('wrong_password')
    expect(codeOf(await change(testPassword, testPassword))).toBe('same_password')
    expect(codeOf(await change(testPassword, 'too short'))).toBe('invalid_input')
    expect((await signIn(testPassword)).statusCode).toBe(200)
  })

  it('is changed once by two at the same time', async () => {
    const both = await Promise.all([change(testPassword, fresh), change(testPassword, `${fresh}!`)])
    expect(both.map((response) => response.statusCode).toSorted()).toEqual([204, 400])
    expect(codeOf(both.find((response) => response.statusCode === 400)!)).toBe('wrong_password')
  })

  it('once changed leaves no session that the one before opened at the same time', async () => {
    const elsewhere = server.client()
    const body = { username, password: testPassword, replace: true }
    const [changed] = await Promise.all([
      change(testPassword, fresh),
      elsewhere.send('POST /api/sessions', { body }),
    ])
    const { statusCode } = await elsewhere.send('GET /api/me')
    // Where the sign-in ended this session first, nothing was changed.
    expect([changed.statusCode, statusCode]).toEqual(
      changed.statusCode === 204 ? [204, 401] : [401, 200],
    )
  })

  it('is tried ten times a minute at most', async () => {
    const answers = []
    for (let count = 0; count < 12; count += 1) answers.push(codeOf(await change('wrong', fresh)))
    expect(answers).toContain('too_many_requests')
  })
})
