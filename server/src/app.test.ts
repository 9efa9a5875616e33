import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { endpoints, type EndpointKey, type EndpointSpec } from '@veridesk/contract'
import { can } from '@veridesk/contract/permissions'
import { routes } from './app.ts'
import { renewAgentLease } from './modules/agents/service.ts'
import { customerOf, queue, setSettings } from './testing/calling.ts'
import { openOffice, type Office } from './testing/office.ts'
import { codeOf, type TestClient } from './testing/test-client.ts'
import { createTestServer, type TestServer } from './testing/test-server.ts'

const keys = Object.keys(endpoints) as EndpointKey[]
const specOf = (key: EndpointKey): EndpointSpec => endpoints[key]
const anyId = '0197f0a0-0000-7000-8000-000000000000'
const params = {
  id: anyId,
  legId: anyId,
  photoId: anyId,
  participantId: anyId,
  variant: 'original',
  sha256: 'a'.repeat(64),
  day: '2026-10-01',
}
/** Whoever may use this endpoint. */
function entitled(key: EndpointKey): TestClient {
  const { permission } = specOf(key)
  if (permission === 'seat') return customer
  if (permission === 'public') return agent
  return can({ role: 'agent', grants: [] }, permission) ? agent : admin
}
const needsSeat = keys.filter((key) => specOf(key).permission === 'seat')
const needsAccount = keys.filter((key) => !['seat', 'public'].includes(specOf(key).permission))
const withJson = keys.filter((key) => {
  const { body } = specOf(key)
  return body !== undefined && !('raw' in body)
})

/** Those of a carrier's machine have a test of their own (modules/sms/reports.test.ts). */
const withId = keys.filter((key) => specOf(key).params && !specOf(key).machine)
/** Any day there is may be set. */
const mayBeUnknown = withId.filter((key) => key !== 'PUT /api/calendar/:day')
/** What only whoever is in the call may do. */
const ofOwnCall = withId.filter((key) =>
  /^(POST|PUT) \/api\/(customer\/)?calls\/:id\/(?!force-)/.test(key),
)

/** Bodies and queries that are well formed, by the end of the address. */
const goodFor = (key: EndpointKey) => {
  if (key.endsWith('/legs') || key.endsWith('/:legId')) return { body: { sdp: 'offer' } }
  if (key.endsWith('/tracks')) return { body: { audio: true, video: true } }
  if (key.endsWith('/disposition')) return { body: { outcome: 'normal' } }
  if (key.endsWith('/revoke')) return { body: { version: 0 } }
  if (key === 'PUT /api/work-orders/:id')
    return {
      body: {
        version: 0,
        businessItemId: office.items.service,
        contactPhone: '15618293093',
        caseNumber: '1',
      },
    }
  if (/\/force-(end|requeue)$/.test(key)) return { body: { reason: '一' } }
  if (key === 'POST /api/calls/:id/work-order') return { body: { link: { taskNumber: '1' } } }
  if (key.endsWith('/remarks')) return { body: { text: '一' } }
  if (key === 'PUT /api/groups/:id')
    return { body: { version: 0, name: '一组', itemIds: [], memberIds: [] } }
  if (key === 'PUT /api/settings/business-types/:id')
    return {
      body: {
        version: 0,
        name: '一类',
        claim: false,
        items: [{ name: '一' }],
        photoCategories: [],
      },
    }
  if (key === 'PUT /api/pause-reasons/:id') return { body: { version: 0, name: '一' } }
  if (key === 'PUT /api/calendar/:day')
    return { body: { version: 0, name: '一', likeWeekday: null } }
  if (key === 'PUT /api/accounts/:id')
    return { body: { version: 0, name: '一', role: 'agent', grants: [], groupIds: [] } }
  if (key === 'PUT /api/accounts/:id/password') return { body: { password: 'x'.repeat(10) } }
  if (key.endsWith('/kick') || key.endsWith('/disable')) return { body: {} }
  if (/^DELETE \/api\/(groups|settings|calendar|pause-reasons)\//.test(key))
    return { query: { version: 0 } }
  if (key.endsWith('/:photoId'))
    return { query: { method: 'track' }, body: Buffer.from('x'), type: 'image/png' }
  return {}
}

let server: TestServer
let office: Office
let agent: TestClient
let admin: TestClient
/** Holds a seat. */
let customer: TestClient
beforeAll(async () => {
  server = await createTestServer()
  office = await openOffice(server)
  agent = office.agent
  admin = office.admin
  customer = (await customerOf(server, office)).browser
})
afterAll(() => server.close())

describe('every endpoint of the contract', () => {
  it('has exactly one route', () => {
    expect(routes.map(({ key }) => key).toSorted()).toEqual(keys.toSorted())
  })

  it.each(needsAccount)('%s refuses who is not signed in', async (key) => {
    const response = await server.client().send(key, { params, body: undefined })
    expect(response.statusCode).toBe(401)
    expect(codeOf(response)).toBe('not_signed_in')
  })

  it.each(needsSeat)('%s refuses who holds no seat', async (key) => {
    const response = await server.client().send(key, { params })
    expect(response.statusCode).toBe(401)
    expect(codeOf(response)).toBe('no_seat')
  })

  it.each(needsSeat)('%s refuses a signed-in agent without a seat', async (key) => {
    expect((await agent.send(key, { params })).statusCode).toBe(401)
  })

  it.each(
    needsAccount.filter(
      (key) => !can({ role: 'admin', grants: [] }, specOf(key).permission as never),
    ),
  )('%s refuses an administrator', async (key) => {
    const response = await admin.send(key, { params })
    expect(response.statusCode).toBe(403)
    expect(codeOf(response)).toBe('forbidden')
  })

  it.each(withJson)('%s refuses broken JSON', async (key) => {
    const response = await entitled(key).raw({
      method: key.split(' ')[0] ?? '',
      url: (key.split(' ')[1] ?? '').replace(/:\w+/g, anyId),
      headers: { 'content-type': 'application/json', 'x-veridesk': '1' },
      payload: '{"a":',
    })
    expect([response.statusCode, codeOf(response)]).toEqual([400, 'invalid_json'])
  })

  it.each(withJson)('%s refuses an unknown field and a wrong type, naming them', async (key) => {
    const response = await entitled(key).send(key, { params, body: { unheardOf: 1 } })
    expect(response.statusCode).toBe(400)
    expect(codeOf(response)).toBe('invalid_input')
    expect(response.json<{ fields: unknown[] }>().fields.length).toBeGreaterThan(0)
  })

  it.each(withJson)('%s refuses a body over its limit', async (key) => {
    const limit = specOf(key).bodyLimit ?? 64 * 1024
    const response = await entitled(key).send(key, { params, body: { pad: 'x'.repeat(limit) } })
    expect(response.statusCode).toBe(413)
    expect(codeOf(response)).toBe('body_too_large')
  })

  it.each(keys.filter((key) => !key.startsWith('GET')))(
    "%s refuses another site's request",
    async (key) => {
      const foreign = await agent.raw({
        method: key.split(' ')[0] ?? '',
        url: (key.split(' ')[1] ?? '').replace(/:\w+/g, anyId),
        headers: { origin: 'https://evil.example', 'x-veridesk': '1' },
      })
      expect(codeOf(foreign)).toBe('origin_refused')
      if (specOf(key).machine) return
      const bare = await agent.raw({
        method: key.split(' ')[0] ?? '',
        url: (key.split(' ')[1] ?? '').replace(/:\w+/g, anyId),
        headers: { 'x-veridesk': '' },
      })
      expect(codeOf(bare)).toBe('origin_refused')
    },
  )

  it.each(withId)('%s answers 400 to an id that is none', async (key) => {
    const response = await entitled(key).send(key, {
      ...goodFor(key),
      params: { ...params, id: 'nonsense', sha256: 'nonsense', day: 'nonsense' },
    })
    expect([response.statusCode, codeOf(response)]).toEqual([400, 'invalid_input'])
  })

  it.each(mayBeUnknown)('%s answers 404 to an unknown id', async (key) => {
    const response = await entitled(key).send(key, { ...goodFor(key), params })
    expect([response.statusCode, codeOf(response)]).toEqual([404, 'not_found'])
  })
})

describe("somebody else's call", () => {
  let callId: string
  beforeAll(async () => {
    callId = await queue(await customerOf(server, office))
    await setSettings(server, { leaseSeconds: 600 })
    await renewAgentLease(server.ctx, office.agentId)
    const answer = () => agent.call('POST /api/calls/:id/answer', { params: { id: callId } })
    await vi.waitFor(answer, { timeout: 10_000 })
  })

  it.each(ofOwnCall)('%s refuses it', async (key) => {
    const browser = specOf(key).permission === 'seat' ? customer : office.claimAgent
    const response = await browser.send(key, { ...goodFor(key), params: { ...params, id: callId } })
    expect([response.statusCode, codeOf(response)]).toEqual([403, 'not_your_call'])
  })
})

describe('the edge', () => {
  it('speaks the language the browser asks for', async () => {
    const ask = (language: string) =>
      server
        .client()
        .raw({ method: 'GET', url: '/api/me', headers: { 'accept-language': language } })
    expect((await ask('zh-CN,zh;q=0.9')).json<{ title: string }>().title).toMatch(/登录/)
    expect((await ask('en-GB')).json<{ title: string }>().title).toMatch(/signed in/)
  })

  it('answers problem details, without a stack trace', async () => {
    const response = await agent.raw({ method: 'GET', url: '/api/nothing-here' })
    expect(response.statusCode).toBe(404)
    expect(response.headers['content-type']).toMatch('application/problem+json')
    expect(response.json()).toMatchObject({ code: 'not_found', status: 404 })
    expect(response.body).not.toMatch(/at .*\.ts/)
  })

  it('sends a page with a strict policy and a fresh nonce', async () => {
    const [one, two] = await Promise.all([
      server.client().raw({ method: 'GET', url: '/work-orders' }),
      server.client().raw({ method: 'GET', url: '/c/some-token-of-a-link' }),
    ])
    for (const response of [one, two]) {
      expect(response.statusCode).toBe(200)
      const policy = String(response.headers['content-security-policy'])
      expect(policy).toMatch("script-src 'self'")
      expect(policy).not.toMatch("script-src 'self' 'unsafe-inline'")
      expect(response.headers['x-content-type-options']).toBe('nosniff')
    }
    expect(one?.headers['content-security-policy']).not.toBe(
      two?.headers['content-security-policy'],
    )
  })

  it('says that it lives and what it depends on', async () => {
    expect((await server.client().raw({ method: 'GET', url: '/healthz' })).json()).toEqual({
      status: 'ok',
    })
    expect((await server.client().raw({ method: 'GET', url: '/readyz' })).json()).toEqual({
      status: 'ok',
      database: 'ok',
      media: 'ok',
      storage: 'ok',
      clock: 'ok',
    })
  })

  it('shows its metrics to this machine only', async () => {
    const near = await server.client().raw({ method: 'GET', url: '/metrics' })
    expect(near.body).toMatch(/veridesk_sockets \d+/)
    const far = await server.app.http.inject({ url: '/metrics', remoteAddress: '192.0.2.7' })
    expect(far.statusCode).toBe(404)
  })

  it('answers a photo over the limit instead of resetting who still sends it', async () => {
    const port = await server.app.listen(0, '127.0.0.1')
    const path = `/api/customer/calls/${anyId}/photos/${anyId}?method=track`
    const headers = {
      cookie: `vd_seat=${customer.cookies.get('vd_seat')}`,
      'content-type': 'image/jpeg',
      'x-veridesk': '1',
    }
    const photo = Buffer.alloc(20 * 1024 * 1024)
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method: 'PUT',
      headers,
      body: photo,
    })
    expect(response.status).toBe(413)
    expect(await response.json()).toMatchObject({ code: 'photo_too_large' })

    // One that reads nothing before it has sent everything.
    const socket = connect(port, '127.0.0.1').pause()
    const head = Object.entries({ ...headers, host: 'x', 'content-length': photo.length })
    const lines = head.map(([name, value]) => `${name}: ${value}\r\n`).join('')
    socket.write(`PUT ${path} HTTP/1.1\r\n${lines}\r\n`)
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject)
      socket.write(photo, (error) => (error ? reject(error) : resolve()))
    })
    const [answer] = await once(socket.resume(), 'data')
    socket.destroy()
    expect(String(answer)).toMatch(/^HTTP\/1\.1 413 /)
  })

  it('slows down who asks too often', async () => {
    const impatient = server.client()
    const body = { token: 'AAAAAAAAAAAAAAAAAAAAAA' }
    const answers = []
    for (let count = 0; count < 12; count += 1)
      answers.push(await impatient.send('POST /api/customer/code', { body }))
    expect(answers.map(codeOf)).toContain('too_many_requests')
  })
})
