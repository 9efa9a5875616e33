import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeOf } from '../../testing/test-client.ts'
import { createTestServer, testPassword, type TestServer } from '../../testing/test-server.ts'
import { ensureFirstAdministrator } from './first-administrator.ts'

let server: TestServer
beforeAll(async () => {
  server = await createTestServer()
})
afterAll(() => server.close())

const signIn = (username: string, more: object = {}) =>
  server
    .client()
    .send('POST /api/sessions', { body: { username, password: testPassword, ...more } })

describe('an empty installation', () => {
  it('is set up once, through the address printed at start', async () => {
    const path = await ensureFirstAdministrator(server.ctx)
    const token = path?.replace('/setup/', '') ?? ''
    const body = { token, username: 'root', name: '管理员', password: testPassword }
    const wrong = await server.client().send('POST /api/setup', {
      body: { ...body, token: 'AAAAAAAAAAAAAAAAAAAAAA' },
    })
    expect(codeOf(wrong)).toBe('setup_done')
    const both = await Promise.all(
      [1, 2].map(() => server.client().send('POST /api/setup', { body })),
    )
    expect(both.map((response) => response.statusCode).toSorted()).toEqual([204, 410])
    expect((await signIn('root')).json()).toMatchObject({ role: 'admin', agent: null })
    expect(await ensureFirstAdministrator(server.ctx)).toBeNull()
  })
})

describe('signing in', () => {
  it('makes an agent 空闲 and sets a cookie that scripts cannot read', async () => {
    await server.addAccount('anna', 'agent')
    const response = await signIn('Anna')
    expect(response.json()).toMatchObject({ username: 'anna', agent: { state: 'idle' } })
    const cookie = response.cookies.find((one) => one.name === 'vd_session')
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' })
  })

  it('asks before it ends the session elsewhere, then ends that one at once', async () => {
    await server.addAccount('bella', 'agent')
    const first = await server.signedIn('bella')
    expect(codeOf(await signIn('bella'))).toBe('session_exists')
    expect((await first.send('GET /api/me')).statusCode).toBe(200)
    expect((await signIn('bella', { replace: true })).statusCode).toBe(200)
    expect(codeOf(await first.send('GET /api/me'))).toBe('session_replaced')
  })

  it('lets only one of two simultaneous sign-ins through', async () => {
    await server.addAccount('cora', 'agent')
    const both = await Promise.all([signIn('cora'), signIn('cora')])
    expect(both.map((response) => response.statusCode).toSorted()).toEqual([200, 409])
  })

  it('says the same for a wrong password and an unknown account', async () => {
    await server.addAccount('dora', 'agent')
    const wrong = await signIn('dora', { password: 'not this' })
    const unknown = await signIn('nobody')
    expect(wrong.json()).toEqual(unknown.json())
    expect(wrong.statusCode).toBe(401)
  })

  it('refuses a disabled account, and its session at once', async () => {
    const id = await server.addAccount('fay', 'agent')
    const browser = await server.signedIn('fay')
    await server.ctx.db
      .updateTable('accounts')
      .set({ disabled: true })
      .where('id', '=', id)
      .execute()
    expect(codeOf(await browser.send('GET /api/me'))).toBe('account_disabled')
    expect(codeOf(await signIn('fay', { replace: true }))).toBe('account_disabled')
  })
})

it('says in whose zone times are shown', async () => {
  await server.addAccount('gwen', 'agent')
  const browser = await server.signedIn('gwen')
  expect(await browser.call('GET /api/me')).toMatchObject({ timeZone: 'Asia/Shanghai' })
})

describe('signing out', () => {
  it('ends the session and makes the agent 离线', async () => {
    const id = await server.addAccount('gina', 'agent')
    const browser = await server.signedIn('gina')
    const cookie = browser.cookies.get('vd_session') ?? ''
    await browser.call('DELETE /api/sessions/current')
    browser.cookies.set('vd_session', cookie)
    expect((await browser.send('GET /api/me')).statusCode).toBe(401)
    const row = await server.ctx.db
      .selectFrom('agents')
      .select('state')
      .where('accountId', '=', id)
      .executeTakeFirstOrThrow()
    expect(row.state).toBe('offline')
  })
})

it('changes the own state by hand between 空闲 and 暂放, never to 忙碌', async () => {
  await server.addAccount('hana', 'agent')
  const browser = await server.signedIn('hana')
  const paused = await browser.call('PUT /api/me/state', { body: { state: 'paused' } })
  expect(paused.agent?.state).toBe('paused')
  const idle = await browser.call('PUT /api/me/state', { body: { state: 'idle' } })
  expect(idle.agent?.state).toBe('idle')
  const busy = await browser.send('PUT /api/me/state', { body: { state: 'busy' } })
  expect(codeOf(busy)).toBe('invalid_input')
})

it('keeps no password and no token in plain text', async () => {
  const rows = await server.ctx.db.selectFrom('accounts').select('passwordHash').execute()
  for (const row of rows) expect(row.passwordHash).toMatch(/^\$argon2id\$/)
  const browser = await server.addAccount('ida', 'agent').then(() => server.signedIn('ida'))
  const token = browser.cookies.get('vd_session') ?? ''
  const found = await server.ctx.db
    .selectFrom('sessions')
    .select('id')
    .where('tokenHash', '=', Buffer.from(token))
    .execute()
  expect(found).toEqual([])
})
