import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestServer, type TestServer } from '../../testing/test-server.ts'
import type { Storage } from '../storage/port.ts'

let asked = 0
let broken = false
const storage = {
  check: async () => {
    asked += 1
    if (broken) throw new Error('no space left')
  },
} as Storage

let server: TestServer
beforeAll(async () => {
  server = await createTestServer({ storage })
})
afterAll(() => server.close())

const ready = () => server.client().raw({ method: 'GET', url: '/readyz' })

it('a flood of /readyz asks the dependencies once a second, and a change is seen within two', async () => {
  const before = asked
  const started = performance.now()
  const answers = await Promise.all(Array.from({ length: 500 }, ready))
  expect(new Set(answers.map((each) => each.statusCode))).toEqual(new Set([200]))
  expect(asked - before).toBeLessThanOrEqual(1 + (performance.now() - started) / 1_000)
  for (const [state, code] of [
    [true, 503],
    [false, 200],
  ] as const) {
    broken = state
    await expect
      .poll(async () => (await ready()).statusCode, { timeout: 2_000, interval: 20 })
      .toBe(code)
  }
  broken = true
  await expect
    .poll(async () => (await ready()).json(), { timeout: 2_000 })
    .toMatchObject({
      status: 'failed',
      storage: 'failed',
      database: 'ok',
    })
})
