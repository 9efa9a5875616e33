import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import type { MediaHostClient } from '../platform/media/media-host-client.ts'
import type { RunningHost } from './testing/start-host.ts'
import { startHost, TEST_SECRET } from './testing/start-host.ts'
import { browserOffer, chromiumNumbers } from './testing/browser-offer.ts'

let host: RunningHost
let app: MediaHostClient
let data: string

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'media-host-'))
  host = await startHost({ DATA_DIR: data })
  app = await host.connect()
})

afterAll(async () => {
  await host.stop()
  await rm(data, { recursive: true, force: true })
})

const leg = (sdp: string) => ({
  callId: randomUUID(),
  participantId: randomUUID(),
  legId: randomUUID(),
  sdp,
  grants: { publish: true, subscribe: true },
  record: false,
})

/** A bare socket: how it was answered, or closed, after one frame. */
function socket(secret: string, frame?: string | Buffer): Promise<string> {
  return new Promise((resolve) => {
    const ws = new WebSocket(`${host.url.replace('http', 'ws')}/control`, {
      headers: { authorization: `Bearer ${secret}` },
    })
    ws.on('open', () => (frame === undefined ? resolve('open') : ws.send(frame)))
    ws.on('message', (data: Buffer) => resolve(data.toString()))
    ws.on('close', (code) => resolve(`closed ${code}`))
    ws.on('unexpected-response', (_, response) => resolve(`refused ${response.statusCode}`))
    ws.on('error', () => undefined)
  })
}

describe('the control socket', () => {
  test('is refused with another secret, or none', async () => {
    expect(await socket('another secret of some length')).toBe('refused 401')
    expect(await socket('')).toBe('refused 401')
    expect(await socket(TEST_SECRET)).toBe('open')
  })

  test.each([
    ['text that is not JSON', 'hello', 'closed 1007'],
    ['JSON that is no request', '{"method":"describe"}', 'closed 1007'],
    ['a binary frame', Buffer.from([1, 2, 3]), 'closed 1003'],
    ['a frame of 300 KB', 'x'.repeat(300_000), 'closed 1009'],
  ])('closes on %s', async (_, frame, outcome) => {
    expect(await socket(TEST_SECRET, frame)).toBe(outcome)
  })

  test.each([
    ['a method that does not exist', { id: 7, method: 'toString', params: {} }],
    ['an unknown field', { id: 7, method: 'describe', params: { x: 1 } }],
    ['an unknown field beside the parameters', { id: 7, method: 'describe', params: {}, x: 1 }],
    ['an id that is no UUID', { id: 7, method: 'closeCall', params: { callId: '../../etc' } }],
    ['parameters of the wrong type', { id: 7, method: 'setForwarding', params: [] }],
    ['an SDP of 70 KB', { id: 7, method: 'openLeg', params: leg('v'.repeat(70_000)) }],
  ])('answers bad_request to %s', async (_, frame) => {
    const answer = await socket(TEST_SECRET, JSON.stringify(frame))
    expect(JSON.parse(answer)).toMatchObject({ id: 7, error: { code: 'bad_request' } })
  })

  test('answers several apps at once, each its own request', async () => {
    const other = await host.connect()
    const [one, two] = await Promise.all([
      app.request('describe', {}),
      other.request('closeCall', { callId: randomUUID() }),
    ])
    expect(one).toHaveProperty('hostId')
    expect(two).toEqual({ recordings: [] })
  })
})

describe('a request is refused', () => {
  test('with bad_sdp when the SDP is not SDP, and leaves nothing behind', async () => {
    const input = leg('not sdp at all')
    await expect(app.request('openLeg', input)).rejects.toMatchObject({ code: 'bad_sdp' })
    const { calls } = await app.request('describe', {})
    expect(calls.map((call) => call.callId)).not.toContain(input.callId)
  })

  test('with bad_sdp when libdatachannel will not have it', async () => {
    const transport = `a=ice-ufrag:abcd\r\na=ice-pwd:${'p'.repeat(22)}\r\na=fingerprint:sha-512 ${'AB:'.repeat(31)}AB\r\n`
    const input = leg(browserOffer(transport, chromiumNumbers()))
    await expect(app.request('openLeg', input)).rejects.toMatchObject({ code: 'bad_sdp' })
  })

  test('with no_such_call or no_such_leg', async () => {
    const ids = { callId: randomUUID(), legId: randomUUID() }
    await expect(app.request('closeLeg', ids)).rejects.toMatchObject({ code: 'no_such_call' })
    await expect(
      app.request('setForwarding', { callId: ids.callId, forwarding: true }),
    ).rejects.toMatchObject({ code: 'no_such_call' })
    await expect(app.request('renegotiateLeg', { ...ids, sdp: 'v=0' })).rejects.toMatchObject({
      code: 'no_such_call',
    })
  })

  test('when the host is full', async () => {
    const small = await startHost({ DATA_DIR: data, RTP_PORTS: '44990-44990' })
    const client = await small.connect()
    const transport = `a=ice-ufrag:abcd\r\na=ice-pwd:${'p'.repeat(22)}\r\na=fingerprint:sha-256 ${'AB:'.repeat(31)}AB\r\n`
    const offer = browserOffer(transport, chromiumNumbers())
    await client.request('openLeg', leg(offer))
    await expect(client.request('openLeg', leg(offer))).rejects.toMatchObject({ code: 'host_full' })
    await small.stop()
  })
})

describe('over HTTP', () => {
  const callId = randomUUID()
  const file = `${randomUUID()}-${randomUUID()}-video.mjr`

  beforeAll(async () => {
    await mkdir(join(data, 'recordings', callId), { recursive: true })
    await writeFile(join(data, 'recordings', callId, file), '0123456789')
    await writeFile(join(data, 'secret.mjr'), 'secret')
    await symlink(join(data, 'recordings', callId), join(data, 'recordings', 'link'))
  })

  const get = (path: string, headers: Record<string, string> = {}) =>
    new Promise<{ status: number; body: string; headers: Record<string, unknown> }>(
      (resolve, reject) => {
        // Not fetch: it would tidy the path up before sending it.
        request(
          host.url,
          { path, headers: { authorization: `Bearer ${TEST_SECRET}`, ...headers } },
          (response) => {
            let body = ''
            response.on('data', (chunk: Buffer) => (body += chunk.toString()))
            response.on('end', () =>
              resolve({ status: response.statusCode ?? 0, body, headers: response.headers }),
            )
          },
        )
          .on('error', reject)
          .end()
      },
    )

  test('health is open to all, recordings only with the secret', async () => {
    const none = { authorization: '' }
    expect(await get('/healthz', none)).toMatchObject({ status: 200, body: '{"status":"ok"}' })
    expect((await get(`/recordings/${callId}/${file}`, none)).status).toBe(401)
    expect(await get(`/recordings/${callId}/${file}`)).toMatchObject({
      status: 200,
      body: '0123456789',
    })
  })

  test.each([
    ['bytes=2-4', 206, '234', 'bytes 2-4/10'],
    ['bytes=7-', 206, '789', 'bytes 7-9/10'],
    ['bytes=-3', 206, '789', 'bytes 7-9/10'],
    ['bytes=5-99', 206, '56789', 'bytes 5-9/10'],
    ['bytes=10-', 416, '', 'bytes */10'],
    ['bytes=0-1,3-4', 200, '0123456789', undefined],
    ['lines=1-2', 200, '0123456789', undefined],
  ])('the range %s is answered with %i', async (range, status, body, contentRange) => {
    const answer = await get(`/recordings/${callId}/${file}`, { range })
    expect(answer).toMatchObject({ status, body })
    expect(answer.headers['content-range']).toBe(contentRange)
  })

  test.each([
    `/recordings/${callId}/../../secret.mjr`,
    `/recordings/${callId}/..%2f..%2fsecret.mjr`,
    `/recordings/../secret.mjr`,
    `/recordings/link/${file}`,
    `/recordings/${callId}/${file}%00`,
    `/recordings/${callId}/`,
    `/recordings/${callId}/${randomUUID()}-${randomUUID()}-audio.mjr`,
    '/',
  ])('%s is not found', async (path) => {
    expect(await get(path)).toMatchObject({ status: 404, body: '' })
  })

  test('the client reads a recording as a stream', async () => {
    const chunks: Buffer[] = []
    for await (const chunk of await app.readRecording({ callId, file }))
      chunks.push(chunk as Buffer)
    expect(Buffer.concat(chunks).toString()).toBe('0123456789')
    await expect(app.readRecording({ callId, file: 'nothing.mjr' })).rejects.toMatchObject({
      code: 'no_such_call',
    })
  })
})

test('a stranger who asks and slams the door does not end the process', async () => {
  const { hostname, port } = new URL(host.url)
  for (let count = 0; count < 20; count += 1)
    await new Promise<void>((done) => {
      const stranger = connect(Number(port), hostname, () => {
        stranger.write(
          'GET /control HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
        )
        setImmediate(() => stranger.resetAndDestroy())
      })
      stranger.on('error', () => undefined)
      stranger.on('close', () => done())
    })
  expect((await fetch(`${host.url}/healthz`)).status).toBe(200)
})
