/** WeChat's two interfaces as its documentation tells, on loopback, for tests: it trusts nothing it is sent. */
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { RealWechat } from '../../../config/wechat.ts'

type Json = Record<string, unknown>
type Answer = (response: ServerResponse) => void

export interface FakeWeixin {
  readonly config: RealWechat
  /** Every body that was asked for in earnest, and where. */
  readonly asked: { readonly path: string; readonly body: Json }[]
  /** The access token in force. */
  readonly accessToken: string
  /** As when somebody resets it: the one in force is good no longer. */
  resetToken(): void
  /** How long the next tokens are good. */
  tokenSeconds: number
  /** Instead of its own answer, to the next request of this interface. */
  answerNext(path: 'stable_token' | 'generate_urllink', answer: Answer): void
  refuseNext(path: 'stable_token' | 'generate_urllink', errcode: number): void
  close(): Promise<void>
}

const refusal = (errcode: number): Json => ({
  errcode,
  // The real one too repeats in words what it was sent.
  errmsg: `refused secret of the test, access_token … rid: 6433e40a-004c49e7-0d301be4`,
})

const newAccessToken = () => `79_${randomBytes(48).toString('base64url')}`

/** The errcode of what is wrong with a body; 0 where nothing is. */
function faultOfUrlLink(body: Json, config: RealWechat): number {
  const { path, query, env_version: version, expire_type: type, expire_time: time } = body
  const known = ['path', 'query', 'env_version', 'expire_type', 'expire_time']
  if (Object.keys(body).some((key) => !known.includes(key))) return 47_001
  if (path !== config.path) return 40_165
  if (typeof query !== 'string' || query.length > 1024) return 40_212
  if (!/^[\w!#$&'()*+,/:;=?@.~%-]*$/.test(query)) return 40_212
  if (!['release', 'trial', 'develop'].includes(String(version))) return 40_097
  if (type !== 0 || !Number.isInteger(time)) return 85_401
  const seconds = Number(time) - Date.now() / 1000
  return seconds > 60 && seconds <= 30 * 24 * 3_600 ? 0 : 85_401
}

async function bodyOf(request: IncomingMessage): Promise<Json | undefined> {
  let text = ''
  for await (const chunk of request.setEncoding('utf8')) text += String(chunk)
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}

/** Starts one on a free port; `config` leads there. */
export async function startFakeWeixin(): Promise<FakeWeixin> {
  const asked: FakeWeixin['asked'] = []
  const next = new Map<string, Answer>()
  let accessToken = newAccessToken()
  let tokenSeconds = 7_200

  const send = (response: ServerResponse, content: Json) =>
    response.setHeader('content-type', 'application/json').end(JSON.stringify(content))

  function answer(path: string, given: string | null, body: Json): Json {
    if (path === '/cgi-bin/stable_token') {
      if (body['grant_type'] !== 'client_credential') return refusal(40_002)
      if (body['appid'] !== config.appId) return refusal(40_013)
      if (body['secret'] !== config.appSecret) return refusal(40_125)
      return { access_token: accessToken, expires_in: tokenSeconds }
    }
    if (given !== accessToken) return refusal(40_001)
    const fault = faultOfUrlLink(body, config)
    if (fault) return refusal(fault)
    const code = randomBytes(8).toString('base64url')
    return { errcode: 0, errmsg: 'ok', url_link: `https://wxaurl.cn/${code}` }
  }

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://fake')
    void bodyOf(request).then((body) => {
      if (request.method !== 'POST') return send(response, refusal(43_002))
      if (!['/cgi-bin/stable_token', '/wxa/generate_urllink'].includes(url.pathname))
        return response.writeHead(404).end()
      if (!body) return send(response, refusal(47_001))
      asked.push({ path: url.pathname, body })
      const name = url.pathname.split('/').at(-1) ?? ''
      const instead = next.get(name)
      next.delete(name)
      if (instead) return instead(response)
      return send(response, answer(url.pathname, url.searchParams.get('access_token'), body))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const config: RealWechat = {
    provider: 'wechat',
    appId: 'wx0123456789abcdef',
    appSecret: '0123456789abcdef0123456789abcdef',
    path: 'pages/call/call',
    envVersion: 'release',
    endpoint: `http://127.0.0.1:${port}`,
  }
  return {
    config,
    asked,
    get accessToken() {
      return accessToken
    },
    resetToken: () => {
      accessToken = newAccessToken()
    },
    get tokenSeconds() {
      return tokenSeconds
    },
    set tokenSeconds(seconds) {
      tokenSeconds = seconds
    },
    answerNext: (path, instead) => void next.set(path, instead),
    refuseNext: (path, errcode) =>
      void next.set(path, (response) => send(response, refusal(errcode))),
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
