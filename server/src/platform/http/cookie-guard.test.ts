import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { codeOf } from '../../testing/test-client.ts'
import { createTestServer, type TestServer } from '../../testing/test-server.ts'
import { AppError } from '../app-error.ts'
import { newToken } from '../crypto/tokens.ts'
import { badCookiesPerMinute, createCookieGuard, type CookieGuard } from './cookie-guard.ts'

const refuse = () => Promise.reject(new AppError('not_signed_in'))
const outcome = (work: Promise<unknown>) =>
  work.then(
    () => 'good',
    (cause: Error) => cause.message,
  )

describe('the guard', () => {
  let guard: CookieGuard
  beforeEach(() => {
    vi.useFakeTimers()
    guard = createCookieGuard(3)
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  const junk = (address: string) => outcome(guard(newToken(), address, refuse))
  const exhaust = async (address: string) => {
    for (let count = 0; count < 3; count += 1) expect(await junk(address)).toBe('not_signed_in')
    expect(await junk(address)).toBe('too_many_requests')
  }

  it('asks nobody beyond the limit, for a minute', async () => {
    await exhaust('192.0.2.1')
    const authenticate = vi.fn<typeof refuse>(refuse)
    await outcome(guard(newToken(), '192.0.2.1', authenticate))
    expect(authenticate).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(await junk('192.0.2.1')).toBe('not_signed_in')
  })

  it('counts IPv6 by the /64, and other networks apart', async () => {
    await exhaust('2001:db8::1')
    expect(await junk('2001:db8::abcd:2')).toBe('too_many_requests')
    expect(await junk('2001:db8:0:1::1')).toBe('not_signed_in')
  })

  it('counts what comes at the same time', async () => {
    const all = await Promise.all(Array.from({ length: 10 }, () => junk('192.0.2.1')))
    expect(all.filter((each) => each === 'not_signed_in')).toHaveLength(3)
  })

  it('lets a cookie through that was good before, until it is refused', async () => {
    const token = newToken()
    const ask = (authenticate: () => Promise<unknown>) =>
      outcome(guard(token, '192.0.2.1', authenticate))
    expect(await ask(() => Promise.resolve('a person'))).toBe('good')
    await exhaust('192.0.2.1')
    expect(await ask(() => Promise.resolve('a person'))).toBe('good')
    expect(await ask(() => Promise.reject(new Error('database away')))).toBe('database away')
    expect(await ask(refuse)).toBe('not_signed_in')
    expect(await ask(refuse)).toBe('too_many_requests')
  })

  it('counts neither good cookies nor failures of ours', async () => {
    for (let count = 0; count < 10; count += 1) {
      expect(await outcome(guard(newToken(), '192.0.2.1', () => Promise.resolve('one')))).toBe(
        'good',
      )
      const away = guard(newToken(), '192.0.2.1', () => Promise.reject(new Error('away')))
      expect(await outcome(away)).toBe('away')
    }
    expect(await junk('192.0.2.1')).toBe('not_signed_in')
  })
})

describe('a whole server', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await createTestServer()
  })
  afterAll(() => server.close())

  const ask = (token: string, remoteAddress: string) =>
    server.app.http.inject({ url: '/api/me', cookies: { vd_session: token }, remoteAddress })

  it('refuses junk cookies beyond the limit, and serves the agents behind the same address', async () => {
    await server.addAccount('busy', 'agent')
    const agent = await server.signedIn('busy')
    const token = agent.cookies.get('vd_session') ?? ''
    expect((await ask(token, '192.0.2.1')).statusCode).toBe(200)
    for (let sent = 0; sent < badCookiesPerMinute; sent += 500)
      await Promise.all(Array.from({ length: 500 }, () => ask(newToken(), '192.0.2.1')))
    expect(codeOf(await ask(newToken(), '192.0.2.1'))).toBe('too_many_requests')
    expect((await ask(token, '192.0.2.1')).statusCode).toBe(200)
    expect(codeOf(await ask(newToken(), '192.0.2.2'))).toBe('not_signed_in')
  })

  it('limits each session by itself before it asks whose it is', async () => {
    const token = newToken()
    const asked = Array.from({ length: 600 }, () => ask(token, '192.0.2.3'))
    expect(new Set((await Promise.all(asked)).map(codeOf))).toEqual(new Set(['not_signed_in']))
    expect(codeOf(await ask(token, '192.0.2.4'))).toBe('too_many_requests')
    expect(codeOf(await ask(newToken(), '192.0.2.3'))).toBe('not_signed_in')
  })
})
