import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeOf } from '../../testing/test-client.ts'
import { createTestServer, testPassword, type TestServer } from '../../testing/test-server.ts'

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

describe('an account', () => {
  it('is locked after five failures, also for the right password', async () => {
    await server.addAccount('ella', 'agent')
    for (let count = 0; count < 5; count += 1)
      expect(codeOf(await guess('ella'))).toBe('wrong_credentials')
    expect(codeOf(await signIn('ella'))).toBe('locked_out')
  })

  it('is locked by guesses made at the same time, and open again after a quarter of an hour', async () => {
    const id = await server.addAccount('emma', 'agent')
    await Promise.all(Array.from({ length: 5 }, () => guess('emma')))
    expect(codeOf(await signIn('emma'))).toBe('locked_out')
    await server.ctx.db
      .updateTable('accounts')
      .set({ lockedUntil: sql<Date>`locked_until - interval '15 minutes'` })
      .where('id', '=', id)
      .execute()
    expect(codeOf(await guess('emma'))).toBe('wrong_credentials')
    expect((await signIn('emma')).statusCode).toBe(200)
  })

  it('forgets its failures with a success', async () => {
    await server.addAccount('edna', 'agent')
    for (const replace of [false, true]) {
      for (let count = 0; count < 4; count += 1) await guess('edna')
      expect((await signIn('edna', { replace })).statusCode).toBe(200)
    }
  })
})
