import { expect, it } from 'vitest'
import { noteServerTime, serverNow } from './server-clock.ts'

it('follows the server where this computer is wrong by an hour', () => {
  const server = Date.now() + 3_600_000
  noteServerTime(new Date(server).toISOString())
  expect(serverNow() - server).toBeGreaterThanOrEqual(-1)
  expect(serverNow() - server).toBeLessThan(1000)
})
