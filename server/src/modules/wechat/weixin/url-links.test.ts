import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestServer, type TestServer } from '../../../testing/test-server.ts'
import type { UrlLinks } from '../port.ts'
import { createTokenStore, type TokenStore } from '../token-store.ts'
import { inHours, makesUrlLinks, plainLink } from '../url-links-contract.ts'
import { type FakeWeixin, startFakeWeixin } from './fake-weixin.ts'
import { createWeixin } from './url-links.ts'

let server: TestServer
let fake: FakeWeixin
let tokens: TokenStore
let urlLinks: UrlLinks
beforeAll(async () => {
  ;[server, fake] = await Promise.all([createTestServer(), startFakeWeixin()])
  tokens = createTokenStore(server.ctx.db, server.ctx.wechatTokens)
})
afterAll(() => Promise.all([server.close(), fake.close()]))
beforeEach(async () => {
  await server.ctx.db.deleteFrom('wechatTokens').execute()
  fake.tokenSeconds = 7_200
  fake.asked.length = 0
  urlLinks = createWeixin(fake.config, tokens, 1_000)
})

const paths = () => fake.asked.map(({ path }) => path)
const [ofToken, ofUrlLink] = ['/cgi-bin/stable_token', '/wxa/generate_urllink']
const failureOf = (making: Promise<unknown>): Promise<unknown> =>
  making.then(
    () => undefined,
    (cause: unknown) => cause,
  )

describe('WeChat', () => {
  makesUrlLinks(() => createWeixin(fake.config, tokens, 5_000))

  it('is asked for the page with the token of the link, as long as the link is good, and for nothing else', async () => {
    const link = plainLink({ url: 'https://v.example/c/AbCdEfGhIjKlMnOpQrStUv' })
    expect(await urlLinks.create(link)).toMatch(/^https:\/\/wxaurl\.cn\/.+/)
    expect(fake.asked).toEqual([
      {
        path: ofToken,
        body: {
          grant_type: 'client_credential',
          appid: fake.config.appId,
          secret: fake.config.appSecret,
          force_refresh: false,
        },
      },
      {
        path: ofUrlLink,
        body: {
          path: 'pages/call/call',
          query: 't=AbCdEfGhIjKlMnOpQrStUv',
          env_version: 'release',
          expire_type: 0,
          expire_time: Math.floor(link.expiresAt.getTime() / 1000),
        },
      },
    ])
  })

  it('is asked for no longer than it allows', async () => {
    await urlLinks.create(plainLink({ expiresAt: inHours(10_000) }))
    const seconds = Number(fake.asked.at(-1)?.body['expire_time']) - Date.now() / 1000
    expect(seconds).toBeGreaterThan(29 * 24 * 3_600)
    expect(seconds).toBeLessThan(30 * 24 * 3_600)
  })
})

describe('an access token', () => {
  it('is asked for once and used by every process, and rests sealed', async () => {
    await urlLinks.create(plainLink())
    await createWeixin(fake.config, tokens).create(plainLink())
    expect(paths()).toEqual([ofToken, ofUrlLink, ofUrlLink])
    const row = await server.ctx.db.selectFrom('wechatTokens').selectAll().executeTakeFirstOrThrow()
    expect(row.tokenSealed.toString('latin1')).not.toContain(fake.accessToken)
    expect(server.ctx.wechatTokens.open(row.tokenSealed)).toBe(fake.accessToken)
    const seconds = (row.expiresAt.getTime() - Date.now()) / 1000
    expect(Math.abs(seconds - 7_200)).toBeLessThan(60)
  })

  it('is asked for anew once it has run out', async () => {
    fake.tokenSeconds = 30
    await urlLinks.create(plainLink())
    await urlLinks.create(plainLink())
    expect(paths()).toEqual([ofToken, ofUrlLink, ofToken, ofUrlLink])
    expect(await server.ctx.db.selectFrom('wechatTokens').select('id').execute()).toHaveLength(1)
  })

  it('that was reset elsewhere is replaced, and the URL Link is made all the same', async () => {
    await urlLinks.create(plainLink())
    fake.resetToken()
    expect(await urlLinks.create(plainLink())).toMatch(/^https:/)
    expect(paths().slice(2)).toEqual([ofUrlLink, ofToken, ofUrlLink])
    expect(await tokens.read(fake.config.appId)).toBe(fake.accessToken)
  })

  it('of another app is not used', async () => {
    await urlLinks.create(plainLink())
    const other = createWeixin({ ...fake.config, appId: 'wxfedcba9876543210' }, tokens)
    expect(await failureOf(other.create(plainLink()))).toMatchObject({ code: 40_013 })
  })
})

describe('no URL Link is made, and nobody tries on,', () => {
  it('where the secret is wrong', async () => {
    const wrong = createWeixin({ ...fake.config, appSecret: 'f'.repeat(32) }, tokens)
    const cause = await failureOf(wrong.create(plainLink()))
    expect(cause).toMatchObject({ failure: 'bad-credentials', code: 40_125 })
    // Its words may repeat the secret; ours do not.
    expect(String(cause)).not.toContain('secret')
    expect(paths()).toEqual([ofToken])
  })

  it.each([
    ['stable_token', 40_164, 'address-not-allowed'],
    ['generate_urllink', 85_079, 'not-published'],
    ['generate_urllink', 40_013, 'no-permission'],
    ['generate_urllink', 45_009, 'limit'],
    ['generate_urllink', -1, 'wechat-down'],
  ] as const)('where %s answers %s', async (path, code, failure) => {
    fake.refuseNext(path, code)
    expect(await failureOf(urlLinks.create(plainLink()))).toMatchObject({ failure, code })
  })

  it('where a token made this moment is refused', async () => {
    fake.refuseNext('generate_urllink', 40_001)
    expect(await failureOf(urlLinks.create(plainLink()))).toMatchObject({
      failure: 'bad-credentials',
    })
    expect(paths()).toEqual([ofToken, ofUrlLink])
  })

  it.each([
    ['does not answer in time', () => undefined],
    ['breaks the connection', (response) => response.destroy()],
    ['answers 502 in HTML', (response) => response.writeHead(502).end('<html>…</html>')],
    ['answers half of its JSON', (response) => response.end('{"errcode":0,"url_li')],
    ['answers another shape', (response) => response.end('{"errcode":0,"errmsg":"ok"}')],
    ['answers no https', (response) => response.end('{"errcode":0,"url_link":"http://x.example"}')],
    ['redirects', (response) => response.writeHead(307, { location: '/elsewhere' }).end()],
  ] as [string, Parameters<FakeWeixin['answerNext']>[1]][])(
    'where WeChat %s',
    async (_, answer) => {
      fake.answerNext('generate_urllink', answer)
      const cause = await failureOf(urlLinks.create(plainLink()))
      expect(cause).toMatchObject({ failure: 'wechat-down', code: null })
      expect(JSON.stringify([String(cause), String((cause as Error).cause)])).not.toContain(
        fake.accessToken,
      )
    },
  )

  it('where nobody listens', async () => {
    const gone = await startFakeWeixin()
    await gone.close()
    expect(await failureOf(createWeixin(gone.config, tokens).create(plainLink()))).toMatchObject({
      failure: 'wechat-down',
    })
  })
})
