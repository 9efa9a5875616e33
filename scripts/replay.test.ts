import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestServer, type TestServer } from '../server/src/testing/test-server.ts'
import { startProcess } from './supervisor/testing/started.ts'

const program = fileURLToPath(new URL('replay.ts', import.meta.url))
let server: TestServer
beforeAll(async () => {
  server = await createTestServer()
})
afterAll(() => server.close())

/** `npm run routing:replay -- ...args` on the database of a running installation. */
const replay = async (...args: string[]) => {
  const { exited, output } = startProcess(process.execPath, [program, ...args], {
    DATABASE_URL: server.ctx.config.databaseUrl,
  })
  return { code: await exited, output: output() }
}

test('asks for one call by its id', async () => {
  for (const args of [[], ['10000001'], ['one', 'two']]) {
    const { code, output } = await replay(...args)
    expect(code).toBe(2)
    expect(output).toContain('name one call by its id')
  }
})

test('says that a call never rang', async () => {
  const { code, output } = await replay('0197f0a0-0000-7000-8000-000000000000')
  expect([code, output]).toEqual([0, expect.stringContaining('never rang')])
})
