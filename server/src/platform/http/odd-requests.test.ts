import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestServer, type TestServer } from '../../testing/test-server.ts'

let server: TestServer
let port: number
beforeAll(async () => {
  server = await createTestServer()
  port = await server.app.listen(0, '127.0.0.1')
})
afterAll(() => server.close())

/** Sends bytes as they stand, which no HTTP client would. */
async function send(request: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  socket.write(request)
  return text(socket)
}

it.each(['//', '///', 'http://[', '/ws/../..'])(
  'an upgrade to %s is refused and the server lives on',
  async (path) => {
    const answer = await send(
      `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
    )
    expect(answer).toMatch(/^HTTP\/1\.1 40[034]/)
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200)
  },
)

it.each([
  ['a broken escape', '/api/photos/%zz/original', 400, 'invalid_input'],
  ['an endless id', `/api/work-orders/${'x'.repeat(300)}`, 404, 'not_found'],
])('%s in the address gets problem details', async (_name, path, status, code) => {
  const response = await fetch(`http://127.0.0.1:${port}${path}`)
  expect(response.status).toBe(status)
  expect(response.headers.get('content-type')).toMatch('application/problem+json')
  expect(await response.json()).toMatchObject({ code })
})

it('a zero byte in the account name is bad input, not a fault', async () => {
  const response = await server.client().send('POST /api/sessions', {
    body: { username: 'a\u0000', password: 'x' },
  })
  expect(response.json()).toMatchObject({ code: 'invalid_input' })
})
