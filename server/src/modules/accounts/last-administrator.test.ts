import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeOf, type TestClient } from '../../testing/test-client.ts'
import { createTestServer, testPassword, type TestServer } from '../../testing/test-server.ts'

// Without an initial administrator, as where operators made all of them at the machine.
let server: TestServer
beforeAll(async () => {
  server = await createTestServer()
})
afterAll(() => server.close())

interface Administrator {
  readonly id: string
  readonly browser: TestClient
}

async function administrators(...usernames: string[]): Promise<Administrator[]> {
  await server.ctx.db
    .updateTable('accounts')
    .set({ deletedAt: new Date() })
    .where('deletedAt', 'is', null)
    .execute()
  const made: Administrator[] = []
  for (const username of usernames) {
    const id = await server.addAccount(username, 'admin')
    made.push({ id, browser: await server.signedIn(username) })
  }
  return made
}

/** How each takes the other's administration away. */
const ways = {
  disabling: (by: Administrator, { id }: Administrator) =>
    by.browser.send('POST /api/accounts/:id/disable', { params: { id }, body: {} }),
  deleting: (by: Administrator, { id }: Administrator) =>
    by.browser.send('DELETE /api/accounts/:id', { params: { id } }),
  demoting: (by: Administrator, { id }: Administrator) =>
    by.browser.send('PUT /api/accounts/:id', {
      params: { id },
      body: { version: 0, name: '某人', role: 'agent', grants: [], groupIds: [] },
    }),
}

describe('two administrators', () => {
  it.each(Object.entries(ways))('%s each other at the same time leave one', async (_what, way) => {
    for (let round = 0; round < 5; round += 1) {
      const [one, other] = (await administrators('one', 'other')) as [Administrator, Administrator]
      const both = await Promise.all([way(one, other), way(other, one)])
      const done = both.filter((response) => response.statusCode < 300)
      expect(done).toHaveLength(1)
      const refused = both.find((response) => response.statusCode >= 300)
      // Whoever was put out before its request was looked at has no session any more.
      expect(['last_administrator', 'not_signed_in', 'account_disabled', 'forbidden']).toContain(
        refused && codeOf(refused),
      )
      const left = await server.ctx.db
        .selectFrom('accounts')
        .select('id')
        .where('role', '=', 'admin')
        .where('disabled', '=', false)
        .where('deletedAt', 'is', null)
        .execute()
      expect(left).toHaveLength(1)
    }
  })

  it('keep one who is disabled already out of the count', async () => {
    const [one, other] = (await administrators('first', 'second')) as [Administrator, Administrator]
    expect((await ways.disabling(one, other)).statusCode).toBe(200)
    expect((await ways.disabling(one, other)).statusCode).toBe(200)
    expect((await ways.deleting(one, other)).statusCode).toBe(204)
    const body = { username: 'second', password: testPassword }
    const gone = await server.client().send('POST /api/sessions', { body })
    expect(codeOf(gone)).toBe('wrong_credentials')
  })
})
