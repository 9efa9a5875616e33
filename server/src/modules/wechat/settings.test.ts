import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { simulatedSms } from '../../config/sms.ts'
import { rotateKeys } from '../../rotate-keys.ts'
import { openOffice, type Office } from '../../testing/office.ts'
import { codeOf } from '../../testing/test-client.ts'
import { createTestServer, type TestServer } from '../../testing/test-server.ts'
import { createTokenStore } from './token-store.ts'
import { type FakeWeixin, startFakeWeixin } from './weixin/fake-weixin.ts'
import { createWeixin } from './weixin/url-links.ts'

const read = ({ admin }: Office) => admin.call('GET /api/settings/wechat')
const attempt = ({ admin }: Office) => admin.send('POST /api/settings/wechat/test')

describe('the settings of WeChat', () => {
  let fake: FakeWeixin
  let server: TestServer
  let office: Office
  beforeAll(async () => {
    fake = await startFakeWeixin()
    server = await createTestServer({}, { wechat: fake.config })
    office = await openOffice(server)
  })
  afterAll(() => Promise.all([server.close(), fake.close()]))

  it('show the app, the page and the words, and never the secret', async () => {
    const response = await office.admin.send('GET /api/settings/wechat')
    expect(response.json()).toMatchObject({
      provider: 'wechat',
      appId: 'wx0123456789abcdef',
      path: 'pages/call/call',
      envVersion: 'release',
      template: {
        templateId: null,
        preview: expect.stringMatching(/^【远程视频柜面】.* https:\/\/wxaurl\.cn\/\S+ 在微信中/),
      },
    })
    expect(response.body).not.toContain(fake.config.appSecret)
  })

  it('are tried with a link of nobody, with an audit row that names no link', async () => {
    const response = await attempt(office)
    expect([response.statusCode, response.json()]).toEqual([
      200,
      { urlLink: expect.stringMatching(/^https:\/\/wxaurl\.cn\//), failure: null, code: null },
    ])
    const rows = await server.ctx.db
      .selectFrom('auditLog')
      .select('details')
      .where('action', '=', 'settings.wechat-trial')
      .execute()
    expect(rows).toEqual([{ details: { failure: null, code: null } }])
  })

  it('say why a trial failed', async () => {
    fake.refuseNext('generate_urllink', 85_079)
    expect((await attempt(office)).json()).toEqual({
      urlLink: null,
      failure: 'not-published',
      code: 85_079,
    })
  })

  it('are no business of agents, nor of strangers', async () => {
    for (const key of ['GET /api/settings/wechat', 'POST /api/settings/wechat/test'] as const) {
      expect((await office.agent.send(key)).statusCode).toBe(403)
      expect((await server.client().send(key)).statusCode).toBe(401)
    }
  })

  it('are tried five times a minute at most', async () => {
    const codes: (string | number)[] = []
    for (let time = 0; time < 6; time += 1) codes.push((await attempt(office)).statusCode)
    expect(codes).toContain(429)
  })

  it('say so where the approved words lead to another address', async () => {
    const wechat = { id: '1', words: '请点击 https://wxmpurl.cn/{linkCode} 进入' }
    const sms = { ...simulatedSms, templates: { ...simulatedSms.templates, wechat } }
    const other = await createTestServer({}, { wechat: fake.config, sms })
    try {
      expect((await attempt(await openOffice(other))).json()).toMatchObject({
        urlLink: null,
        failure: 'other-address',
      })
    } finally {
      await other.close()
    }
  })
})

describe('without a mini program they', () => {
  let server: TestServer
  let office: Office
  beforeAll(async () => {
    server = await createTestServer()
    office = await openOffice(server)
  })
  afterAll(() => server.close())

  it('say that there is none', async () => {
    expect(await read(office)).toEqual({
      provider: 'none',
      appId: null,
      path: null,
      envVersion: null,
      template: null,
    })
  })

  it('are not tried', async () => {
    const response = await attempt(office)
    expect([response.statusCode, codeOf(response)]).toEqual([409, 'wechat_not_configured'])
  })
})

it('an access token goes on resting sealed under the newest data key', async () => {
  const [server, fake] = await Promise.all([createTestServer(), startFakeWeixin()])
  try {
    const tokens = createTokenStore(server.ctx.db, server.ctx.wechatTokens)
    const link = {
      url: 'https://v.example/c/AbCdEfGhIjKlMnOpQrStUv',
      expiresAt: new Date(Date.now() + 9e6),
    }
    await createWeixin(fake.config, tokens).create(link)
    const { keyNumber } = await rotateKeys(server.ctx.db, server.ctx.config.secretKey, {
      learnMs: 200,
    })
    const { tokenSealed } = await server.ctx.db
      .selectFrom('wechatTokens')
      .select('tokenSealed')
      .executeTakeFirstOrThrow()
    expect(tokenSealed.readUInt32BE(1)).toBe(keyNumber)
    expect(await tokens.read(fake.config.appId)).toBe(fake.accessToken)
  } finally {
    await Promise.all([server.close(), fake.close()])
  }
})
