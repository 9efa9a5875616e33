import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SaveAccount } from '@veridesk/contract'
import { openOffice, type Office } from '../../testing/office.ts'
import { codeOf, type TestClient } from '../../testing/test-client.ts'
import { createTestServer, testPassword, type TestServer } from '../../testing/test-server.ts'
import { createAccount } from './create.ts'

const anyId = '0197f0a0-0000-7000-8000-000000000000'

let server: TestServer
let office: Office
let admin: TestClient
let chief: TestClient
beforeAll(async () => {
  server = await createTestServer()
  office = await openOffice(server)
  admin = office.admin
  const initial = { username: 'chief', name: '郑管理', role: 'admin', initial: true } as const
  await server.ctx.db
    .transaction()
    .execute((tx) => createAccount(tx, { ...initial, password: testPassword }))
  chief = await server.signedIn('chief')
})
afterAll(() => server.close())

const idOf = async (username: string) => {
  const { items } = await admin.call('GET /api/accounts', { query: { search: username } })
  const found = items.find((account) => account.username === username)
  if (!found) throw new Error(`there is no ${username}`)
  return found.id
}
const view = async (username: string) =>
  admin.call('GET /api/accounts/:id', { params: { id: await idOf(username) } })
/** What the form sends where nothing else was changed. */
async function save(username: string, change: Partial<SaveAccount>, by = admin) {
  const { id, version, name, role, grants, groups, phone } = await view(username)
  const same = { version, name, role, grants, groupIds: groups.map((group) => group.id) }
  const body = { ...same, ...(phone ? { phone } : {}), ...change }
  return by.send('PUT /api/accounts/:id', { params: { id }, body })
}
const form = { name: '李锦云', role: 'agent', grants: [], groupIds: [] as string[] } as const
const create = (username: string, more: object = {}) =>
  admin.send('POST /api/accounts', {
    body: { ...form, username, password: testPassword, ...more },
  })
const audited = (action: string, targetId: string) =>
  server.ctx.db
    .selectFrom('auditLog')
    .select('details')
    .where('action', '=', action as 'account.view')
    .where('targetId', '=', targetId)
    .execute()
const versionOfGroup = async (id: string) => {
  const { items } = await admin.call('GET /api/groups')
  return items.find((group) => group.id === id)?.version
}

describe('creating an account', () => {
  it('puts it into its groups and answers with the phone masked', async () => {
    const { items: groups } = await admin.call('GET /api/groups')
    const group = groups[0]
    const before = await versionOfGroup(group?.id ?? '')
    const response = await create('ldy', { phone: '18278282829', groupIds: [group?.id] })
    expect(response.statusCode).toBe(201)
    expect(response.json()).toMatchObject({
      username: 'ldy',
      name: '李锦云',
      phone: '182****2829',
      role: 'agent',
      groups: [{ id: group?.id, name: group?.name }],
      agentState: 'offline',
      online: false,
      mustChangePassword: true,
      lastSignInAt: null,
    })
    expect(await versionOfGroup(group?.id ?? '')).toBe((before ?? 0) + 1)
  })

  it('keeps names with rare characters and emoji as they are', async () => {
    const name = '𠮷田𡘙🐉'
    expect((await create('rare', { name })).json()).toMatchObject({ name })
    expect(await view('rare')).toMatchObject({ name })
  })

  it.each([
    ['a username that another has, in other letters', { username: 'LDY' }, 409, 'username_taken'],
    ['a group that is not there', { groupIds: [anyId] }, 400, 'unknown_group'],
    ['a formula as username', { username: '=cmd' }, 400, 'invalid_input'],
    ['a short password', { password: '123456789' }, 400, 'invalid_input'],
    ['a role that is none', { role: 'root' }, 400, 'invalid_input'],
  ])('refuses %s', async (_what, more, status, code) => {
    const response = await create('somebody-new', more)
    expect([response.statusCode, codeOf(response)]).toEqual([status, code])
  })

  it('lets one of two at the same time have the username', async () => {
    const both = await Promise.all([create('twins'), create('Twins')])
    expect(both.map((response) => response.statusCode).toSorted()).toEqual([201, 409])
  })
})

describe('the list', () => {
  const names = async (query: object) => {
    const { items } = await admin.call('GET /api/accounts', { query: { limit: 100, ...query } })
    return items.map(({ username }) => username)
  }

  it('pages from the newest to the oldest without a gap or a repetition', async () => {
    const all = await names({})
    const paged: string[] = []
    let cursor: string | null | undefined
    while (cursor !== null) {
      const page = await admin.call('GET /api/accounts', {
        query: { limit: 2, ...(cursor ? { cursor } : {}) },
      })
      paged.push(...page.items.map(({ username }) => username))
      cursor = page.nextCursor
    }
    expect(paged).toEqual(all)
    expect(all.at(-1)).toBe('service-agent')
    expect(new Set(all).size).toBe(all.length)
  })

  it('finds by the beginning of username or name, whatever characters those are', async () => {
    await create('xinnuo-1', { name: '信诺%安全' })
    await create('xinnuo-2', { name: "O'Neil_\\" })
    expect(await names({ search: 'XINNUO' })).toEqual(['xinnuo-2', 'xinnuo-1'])
    expect(await names({ search: '信诺%' })).toEqual(['xinnuo-1'])
    expect(await names({ search: "o'neil_\\" })).toEqual(['xinnuo-2'])
    expect(await names({ search: '%' })).toEqual([])
    expect(await names({ search: '安全' })).toEqual([])
    expect(await names({ search: "'; drop table accounts; --" })).toEqual([])
  })

  it('filters by role, group, who is online and who is disabled', async () => {
    expect(await names({ role: 'admin' })).toEqual(['chief', 'office-admin'])
    const { items } = await admin.call('GET /api/groups')
    const group = items.find(({ name }) => name === '理赔组')
    expect(await names({ groupId: group?.id })).toEqual(['claim-agent'])
    expect(await names({ online: true, role: 'agent' })).toEqual(['claim-agent', 'service-agent'])
    expect(await names({ online: false })).toContain('xinnuo-1')
    expect(await names({ disabled: true })).toEqual([])
  })

  it('refuses a cursor that it did not make', async () => {
    const response = await admin.send('GET /api/accounts', { query: { cursor: 'nonsense' } })
    expect([response.statusCode, codeOf(response)]).toEqual([400, 'invalid_input'])
  })

  it('masks the phone, which one account shows whole, leaving an audit row', async () => {
    const { items } = await admin.call('GET /api/accounts', { query: { search: 'ldy' } })
    expect(items[0]?.phone).toBe('182****2829')
    const before = await audited('account.view', await idOf('ldy'))
    expect((await view('ldy')).phone).toBe('18278282829')
    expect(await audited('account.view', await idOf('ldy'))).toHaveLength(before.length + 1)
  })

  it('says until when an account is locked, and that it is not once its password was reset', async () => {
    const wrong = { body: { username: 'rare', password: 'not this' } }
    for (let count = 0; count < 5; count += 1)
      await server.client().send('POST /api/sessions', wrong)
    const { id, lockedUntil } = await view('rare')
    expect(Date.parse(lockedUntil ?? '')).toBeGreaterThan(Date.now())
    const body = { password: 'a fresh password' }
    await admin.call('PUT /api/accounts/:id/password', { params: { id }, body })
    expect(await view('rare')).toMatchObject({ lockedUntil: null, mustChangePassword: true })
  })
})

describe('editing an account', () => {
  beforeAll(async () => {
    await server.addAccount('edited', 'agent')
  })

  it('keeps what changed in the audit log, personal data by field name only', async () => {
    const response = await save('edited', {
      name: '新名',
      phone: '13812345678',
      grants: ['review'],
    })
    expect(response.json()).toMatchObject({ name: '新名', grants: ['review'] })
    const rows = await audited('account.edit', await idOf('edited'))
    expect(rows.at(-1)?.details).toEqual({
      changed: ['name', 'phone'],
      grants: { from: [], to: ['review'] },
    })
    expect(JSON.stringify(rows)).not.toMatch(/新名|138/)
  })

  it('refuses a stale version, also of two at the same time', async () => {
    const { version } = await view('edited')
    const both = await Promise.all([
      save('edited', { version, name: '甲' }),
      save('edited', { version, name: '乙' }, chief),
    ])
    expect(both.map((response) => response.statusCode).toSorted()).toEqual([200, 409])
    expect(codeOf(both.find((response) => response.statusCode === 409)!)).toBe('stale_version')
  })

  it('gives a new right to the session at once, and takes it at once', async () => {
    const browser = await server.signedIn('edited')
    expect((await browser.send('GET /api/accounts')).statusCode).toBe(403)
    await save('edited', { grants: ['audit'] })
    expect((await browser.send('GET /api/accounts')).statusCode).toBe(200)
    await save('edited', { grants: [] })
    expect((await browser.send('GET /api/accounts')).statusCode).toBe(403)
  })

  it('to administrator and back ends its sessions, and it is rung as an agent only', async () => {
    await server.addAccount('climber', 'agent')
    const browser = await server.signedIn('climber')
    expect((await save('climber', { role: 'admin' })).json()).toMatchObject({
      role: 'admin',
      agentState: null,
    })
    expect(codeOf(await browser.send('GET /api/me'))).toBe('not_signed_in')
    const agents = () =>
      server.ctx.db
        .selectFrom('agents')
        .innerJoin('accounts', 'accounts.id', 'agents.accountId')
        .select('agents.state')
        .where('accounts.username', '=', 'climber')
        .execute()
    expect(await agents()).toEqual([{ state: 'offline' }])
    const again = await server.signedIn('climber')
    expect((await again.call('GET /api/me')).agent).toBeNull()
    expect(await agents()).toEqual([{ state: 'offline' }])
    expect((await save('climber', { role: 'agent' })).json()).toMatchObject({
      role: 'agent',
      agentState: 'offline',
    })
    const back = await server.signedIn('climber')
    expect((await back.call('GET /api/me')).agent?.state).toBe('idle')
  })
})

describe('nobody', () => {
  it('changes the own role or rights, whoever it is; the own name is no right', async () => {
    const changes: Partial<SaveAccount>[] = [{ role: 'agent' }, { grants: ['audit'] }]
    for (const [username, browser] of [
      ['office-admin', admin],
      ['chief', chief],
    ] as const) {
      for (const change of changes)
        expect(codeOf(await save(username, change, browser))).toBe('own_rights')
      expect((await save(username, { name: '新名' }, browser)).statusCode).toBe(200)
    }
  })

  it('disables or deletes the own account, or resets the own password without knowing it', async () => {
    for (const [username, browser] of [
      ['office-admin', admin],
      ['chief', chief],
    ] as const) {
      const params = { id: await idOf(username) }
      const off = await browser.send('POST /api/accounts/:id/disable', { params, body: {} })
      expect(codeOf(off)).toBe('own_account')
      expect(codeOf(await browser.send('DELETE /api/accounts/:id', { params }))).toBe('own_account')
      const body = { password: 'x'.repeat(10) }
      const reset = await browser.send('PUT /api/accounts/:id/password', { params, body })
      expect(codeOf(reset)).toBe('forbidden')
    }
  })

  it('lays hands on the initial administrator', async () => {
    const params = { id: await idOf('chief') }
    const attempts = await Promise.all([
      save('chief', { name: '别名' }),
      admin.send('POST /api/accounts/:id/kick', { params, body: {} }),
      admin.send('POST /api/accounts/:id/disable', { params, body: {} }),
      admin.send('DELETE /api/accounts/:id', { params }),
      admin.send('PUT /api/accounts/:id/password', { params, body: { password: 'x'.repeat(10) } }),
    ])
    expect(attempts.map(codeOf)).toEqual(Array.from({ length: 5 }, () => 'initial_account'))
    expect((await chief.send('GET /api/me')).statusCode).toBe(200)
  })
})
