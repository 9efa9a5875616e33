import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeOf } from '../../testing/test-client.ts'
import { createTestServer, testPassword, type TestServer } from '../../testing/test-server.ts'
import { resetPassword } from './reset-password.ts'

let server: TestServer
beforeAll(async () => {
  server = await createTestServer()
})
afterAll(() => server.close())

const signIn = (username: string, more: object = {}) =>
  server
    .client()
    .send('POST /api/sessions', { body: { username, password: testPassword, ...more } })
const guess = (username: string) => signIn(username, { password: 'not this' })

const fail = async (username: string, times: number) => {
  for (let count = 0; count < times; count += 1)
    expect(codeOf(await guess(username))).toBe('wrong_credentials')
}
const failures = () => server.ctx.db.selectFrom('signInFailures').selectAll().execute()
const aQuarterOfAnHourLater = () =>
  server.ctx.db
    .updateTable('signInFailures')
    .set({ lastAt: sql<Date>`last_at - interval '15 minutes'` })
    .execute()

describe('an account', () => {
  it('is locked after five failures, also for the right password', async () => {
    await server.addAccount('ella', 'agent')
    await fail('ella', 5)
    expect(codeOf(await signIn('ella'))).toBe('locked_out')
    expect(codeOf(await signIn('ELLA'))).toBe('locked_out')
  })

  it('is locked by guesses made at the same time, and open again after a quarter of an hour', async () => {
    await server.addAccount('emma', 'agent')
    await Promise.all(Array.from({ length: 5 }, () => guess('emma')))
    expect(codeOf(await signIn('emma'))).toBe('locked_out')
    await aQuarterOfAnHourLater()
    await fail('emma', 1)
    expect((await signIn('emma')).statusCode).toBe(200)
  })

  it('forgets its failures with a success', async () => {
    await server.addAccount('edna', 'agent')
    for (const replace of [false, true]) {
      await fail('edna', 4)
      expect((await signIn('edna', { replace })).statusCode).toBe(200)
    }
  })

  it('is open again with a new password', async () => {
    await server.addAccount('elsa', 'agent')
    await fail('elsa', 5)
    const password = 'a long new password'
    await resetPassword(server.ctx, 'Elsa', { password, mustChangePassword: false })
    expect((await signIn('elsa', { password })).statusCode).toBe(200)
  })
})

describe('a name that nobody has', () => {
  it('answers as an account does, failure by failure, at once and at the same time', async () => {
    await server.addAccount('real', 'agent')
    for (const guesses of [7, 3]) {
      for (let count = 0; count < guesses; count += 1) {
        const [real, unreal] = await Promise.all([guess('real'), guess('unreal')])
        expect(unreal.json()).toEqual(real.json())
      }
      await aQuarterOfAnHourLater()
    }
    await server.addAccount('twin', 'agent')
    const codes = async (username: string) =>
      (await Promise.all(Array.from({ length: 8 }, () => guess(username)))).map(codeOf).toSorted()
    expect(await codes('no-twin')).toEqual(await codes('twin'))
  })

  it('takes a password’s time to refuse, and none once it is locked', async () => {
    await server.addAccount('slow', 'agent')
    const time = async (username: string) => {
      const began = performance.now()
      await guess(username)
      return performance.now() - began
    }
    const shortest = async (username: string, times: number) => {
      const all = []
      for (let count = 0; count < times; count += 1) all.push(await time(username))
      return Math.min(...all)
    }
    const [known, unknown] = [await shortest('slow', 5), await shortest('not-slow', 5)]
    expect(unknown).toBeGreaterThan(known / 3)
    expect(unknown).toBeLessThan(known * 3)
    expect(await shortest('slow', 5)).toBeLessThan(known)
    expect(await shortest('not-slow', 5)).toBeLessThan(unknown)
  })

  it('leaves nothing after a quarter of an hour, and never its own letters', async () => {
    await fail('my-secret-password', 1)
    expect((await failures()).length).toBeGreaterThan(3)
    expect(JSON.stringify(await failures())).not.toContain('my-secret-password')
    await aQuarterOfAnHourLater()
    await fail('somebody-else', 1)
    expect(await failures()).toHaveLength(1)
  })
})
