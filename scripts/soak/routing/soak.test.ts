import { expect, it } from 'vitest'
import { createTestDatabase } from '../../../server/src/testing/test-database.ts'
import { soakRouting } from './run.ts'

it('20 agents and 100 calls over two processes, each killed once: nothing that must not be', async () => {
  const database = await createTestDatabase()
  try {
    const { counts, violations, examples } = await soakRouting({
      databaseUrl: database.url,
      agents: 20,
      calls: 100,
      kills: 1,
      minutes: 2,
      say: () => undefined,
    })
    expect(examples).toEqual([])
    expect([...violations.values()].every((count) => count === 0)).toBe(true)
    // Something must have happened for that to say anything.
    expect(counts.get('kill -9')).toBe(2)
    expect(counts.get('calls')).toBeGreaterThanOrEqual(100)
    expect(counts.get('double clicks')).toBeGreaterThan(0)
  } finally {
    await database.drop()
  }
}, 180_000)
