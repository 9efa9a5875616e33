import { afterAll, beforeAll, expect, it } from 'vitest'
import { setSettings } from '../../testing/calling.ts'
import { createTestServer, type TestServer } from '../../testing/test-server.ts'
import { pageWords } from './page-words.ts'

let server: TestServer
let queries = 0
beforeAll(async () => {
  server = await createTestServer()
})
afterAll(() => server.close())

it('a flood of pages reads the settings twice a second at most, and a change shows within one', async () => {
  const db = server.ctx.db.withPlugin({
    transformQuery: ({ node }) => {
      queries += 1
      return node
    },
    transformResult: async ({ result }) => result,
  })
  const read = pageWords({ db })
  const started = performance.now()
  const answers = await Promise.all(Array.from({ length: 500 }, read))
  expect(new Set(answers).size).toBe(1)
  expect(queries).toBeLessThanOrEqual(1 + (performance.now() - started) / 500)
  const institution = { supportPhone: '400', colour: '#0a7d55', logo: null }
  await setSettings(server, { institution: { name: '新名称', ...institution } })
  const word = async () => (await read())['INSTITUTION_NAME']
  await expect.poll(word, { timeout: 1_000, interval: 20 }).toBe('新名称')
  expect(await read()).toEqual({
    INSTITUTION_NAME: '新名称',
    SUPPORT_PHONE: '400',
    INSTITUTION_COLOUR: '#0a7d55',
    INSTITUTION_LOGO: '',
  })
})
