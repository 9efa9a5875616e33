import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endpoints, type EndpointKey } from '@veridesk/contract'
import { agentRow, customerOf, queue, untilCall } from '../../testing/calling.ts'
import { openOffice, type Office } from '../../testing/office.ts'
import { codeOf, type TestClient } from '../../testing/test-client.ts'
import { createTestServer, testPassword, type TestServer } from '../../testing/test-server.ts'
import { renewAgentLease } from '../agents/service.ts'
import { ensureFirstAdministrator } from './first-administrator.ts'
import { resetPassword } from './reset-password.ts'

let server: TestServer
let office: Office
beforeAll(async () => {
  server = await createTestServer()
  office = await openOffice(server)
  await office.agent.call('DELETE /api/sessions/current')
})
afterAll(() => server.close())

const fresh = 'a password of my own'
async function groupIds() {
  const { items } = await office.admin.call('GET /api/groups')
  return items.filter(({ name }) => name === '保全组').map(({ id }) => id)
}
/** An agent whose account an administrator has just made. */
async function newcomer(username: string, role: 'agent' | 'admin' = 'agent') {
  const { id } = await office.admin.call('POST /api/accounts', {
    body: {
      username,
      name: '新人',
      role,
      grants: [],
      groupIds: await groupIds(),
      password: testPassword,
    },
  })
  return { id, browser: await server.signedIn(username) }
}
const change = (browser: TestClient, current: string, password: string) =>
  browser.send('PUT /api/me/password', { body: { current, password } })

const anyId = '0197f0a0-0000-7000-8000-000000000000'
const params = {
  id: anyId,
  legId: anyId,
  photoId: anyId,
  participantId: anyId,
  variant: 'original',
  sha256: 'a'.repeat(64),
  day: '2026-10-01',
}
const before: readonly EndpointKey[] = [
  'GET /api/me',
  'PUT /api/me/password',
  'DELETE /api/sessions/current',
]
const others = (Object.keys(endpoints) as EndpointKey[]).filter(
  (key) => !['public', 'seat'].includes(endpoints[key].permission) && !before.includes(key),
)

describe('whoever must change the password', () => {
  let agent: TestClient
  let admin: TestClient
  beforeAll(async () => {
    agent = (await newcomer('new-agent')).browser
    admin = (await newcomer('new-admin', 'admin')).browser
  })

  it.each(others)('cannot %s', async (key) => {
    for (const browser of [agent, admin]) {
      const response = await browser.send(key, { params })
      expect([response.statusCode, codeOf(response)]).toEqual([403, 'password_change_needed'])
    }
  })

  it('sees why, and may sign out', async () => {
    expect(await agent.call('GET /api/me')).toMatchObject({ mustChangePassword: true })
    await agent.call('DELETE /api/sessions/current')
    expect((await agent.send('GET /api/me')).statusCode).toBe(401)
    agent = await server.signedIn('new-agent')
  })
})

describe('a new agent', () => {
  it('is rung only once it has changed the password', async () => {
    const { id, browser } = await newcomer('rung-later')
    const customer = await customerOf(server, office)
    const callId = await queue(customer)
    await renewAgentLease(server.ctx, id)
    expect((await agentRow(server, id)).state).toBe('offline')
    expect((await change(browser, testPassword, fresh)).statusCode).toBe(204)
    expect(await browser.call('GET /api/me')).toMatchObject({ mustChangePassword: false })
    expect(await untilCall(server, callId, 'ringing')).toMatchObject({ agentId: id })
    await customer.browser.call('POST /api/customer/calls/:id/cancel', { params: { id: callId } })
    await browser.call('DELETE /api/sessions/current')
  })

  it('does not get away with the first password, or with a wrong one', async () => {
    const { browser } = await newcomer('stubborn')
    expect(codeOf(await change(browser, testPassword, testPassword))).toBe('same_password')
    expect(codeOf(await change(browser, 'something else', fresh))).toBe('wrong_password')
    expect(codeOf(await change(browser, testPassword, 'short'))).toBe('invalid_input')
    expect(await browser.call('GET /api/me')).toMatchObject({ mustChangePassword: true })
  })
})

describe('a reset password', () => {
  it('ends the session, takes the agent off duty, and must be changed', async () => {
    const id = await server.addAccount('forgetful', 'agent')
    const browser = await server.signedIn('forgetful')
    const given = { params: { id }, body: { password: 'given by the office' } }
    const reset = await office.admin.call('PUT /api/accounts/:id/password', given)
    expect(reset).toMatchObject({ mustChangePassword: true, online: false })
    expect(codeOf(await browser.send('GET /api/me'))).toBe('password_reset')
    expect((await agentRow(server, id)).state).toBe('offline')
    const body = { username: 'forgetful', password: 'given by the office' }
    await browser.call('POST /api/sessions', { body })
    await renewAgentLease(server.ctx, id)
    expect((await agentRow(server, id)).state).toBe('offline')
    await change(browser, body.password, fresh)
    expect((await agentRow(server, id)).state).toBe('idle')
  })

  it('wins over a change that the person makes at the same time, or loses to it whole', async () => {
    const id = await server.addAccount('both-ways', 'agent')
    const browser = await server.signedIn('both-ways')
    const given = { params: { id }, body: { password: 'given by the office' } }
    const [own] = await Promise.all([
      change(browser, testPassword, fresh),
      office.admin.call('PUT /api/accounts/:id/password', given),
    ])
    // The administrator's is in force in either order; a change that came too late says so.
    if (own.statusCode !== 204) expect(['wrong_password', 'password_reset']).toContain(codeOf(own))
    const body = { username: 'both-ways', password: 'given by the office' }
    const signedIn = await server.client().send('POST /api/sessions', { body })
    expect(signedIn.json()).toMatchObject({ mustChangePassword: true })
  })

  it('at the machine must be changed where it was made up', async () => {
    await server.addAccount('operated', 'admin')
    for (const mustChangePassword of [true, false]) {
      const password = `set at the machine ${mustChangePassword}`
      await resetPassword(server.ctx, 'operated', { password, mustChangePassword })
      const body = { username: 'operated', password }
      const signedIn = await server.client().send('POST /api/sessions', { body })
      expect(signedIn.json()).toMatchObject({ mustChangePassword })
    }
  })
})

it('the administrator of the set-up page chose the password and need not change it', async () => {
  const empty = await createTestServer()
  const token = (await ensureFirstAdministrator(empty.ctx))?.replace('/setup/', '') ?? ''
  const body = { token, username: 'root', name: '管理员', password: testPassword }
  await empty.client().call('POST /api/setup', { body })
  const browser = await empty.signedIn('root')
  expect(await browser.call('GET /api/me')).toMatchObject({ mustChangePassword: false })
  await empty.close()
})
