import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openOffice, type Office } from '../../testing/office.ts'
import { codeOf } from '../../testing/test-client.ts'
import { createTestServer, type TestServer } from '../../testing/test-server.ts'
import { createTencent } from './tencent/carrier.ts'
import { type FakeTencent, startFakeTencent } from './tencent/fake-tencent.ts'

let server: TestServer
let office: Office
beforeAll(async () => {
  server = await createTestServer()
  office = await openOffice(server)
})
afterAll(() => server.close())

const read = () => office.admin.call('GET /api/settings/sms')
const save = (body: unknown, who = office.admin) => who.send('PUT /api/settings/sms', { body })

describe('the settings of SMS', () => {
  it('show carrier, templates as numbered and as read, and the limits', async () => {
    const settings = await read()
    expect(settings).toMatchObject({
      version: 0,
      provider: 'simulated',
      signature: '远程视频柜面',
      coolDownSeconds: 60,
      dailyCap: 10,
    })
    const [link, code] = settings.templates
    expect(link).toMatchObject({ kind: 'link', templateId: null })
    expect(link?.text).toMatch(/^您的\{1\}（\{2\}）业务/)
    expect(link?.parameters.slice(0, 3)).toEqual(['businessType', 'businessItem', 'link'])
    expect(link?.preview).toMatch(/^【远程视频柜面】您的保全（变更投保人）业务.*\/c\/\S{22} 进入/)
    expect(code?.preview).toMatch(/^【远程视频柜面】验证码 123456，5 分钟/)
  })

  it('are saved over the version that was seen, with an audit row, and count at once', async () => {
    const { version } = await read()
    const order = await office.createOrder()
    const response = await save({ version, coolDownSeconds: 20, dailyCap: 1 })
    expect([response.statusCode, response.json()]).toEqual([
      200,
      expect.objectContaining({ version: version + 1, coolDownSeconds: 20, dailyCap: 1 }),
    ])
    const stale = await save({ version, coolDownSeconds: 30, dailyCap: 2 })
    expect([stale.statusCode, codeOf(stale)]).toEqual([409, 'stale_version'])
    expect(await read()).toMatchObject({ version: version + 1, coolDownSeconds: 20 })
    const given = { params: { id: order.id } }
    expect(codeOf(await office.agent.send('POST /api/work-orders/:id/sms', given))).toBe(
      'sms_daily_cap',
    )
    const rows = await server.ctx.db
      .selectFrom('auditLog')
      .select('details')
      .where('action', '=', 'settings.sms')
      .execute()
    expect(rows).toEqual([
      {
        details: {
          from: { coolDownSeconds: 60, dailyCap: 10 },
          to: { coolDownSeconds: 20, dailyCap: 1 },
        },
      },
    ])
  })

  it('are saved once where two administrators press at once', async () => {
    const { version } = await read()
    const both = await Promise.all([
      save({ version, coolDownSeconds: 40, dailyCap: 4 }),
      save({ version, coolDownSeconds: 50, dailyCap: 5 }),
    ])
    expect(both.map((response) => response.statusCode).toSorted((a, b) => a - b)).toEqual([
      200, 409,
    ])
  })

  it.each([
    { coolDownSeconds: 9, dailyCap: 5 },
    { coolDownSeconds: 3_601, dailyCap: 5 },
    { coolDownSeconds: 60, dailyCap: 0 },
    { coolDownSeconds: 60, dailyCap: 51 },
    { coolDownSeconds: 60.5, dailyCap: 5 },
    { coolDownSeconds: 60 },
  ])('refuse %o', async (limits) => {
    const { version } = await read()
    const response = await save({ version, ...limits })
    expect([response.statusCode, codeOf(response)]).toEqual([400, 'invalid_input'])
  })

  it('are no business of agents', async () => {
    expect((await office.agent.send('GET /api/settings/sms')).statusCode).toBe(403)
    const body = { version: 0, coolDownSeconds: 60, dailyCap: 5 }
    expect((await save(body, office.agent)).statusCode).toBe(403)
  })
})

describe('with Tencent Cloud they', () => {
  let fake: FakeTencent
  let real: TestServer
  let admin: Office['admin']
  beforeAll(async () => {
    fake = await startFakeTencent()
    real = await createTestServer({ sms: createTencent(fake.config) }, { sms: fake.config })
    admin = (await openOffice(real)).admin
  })
  afterAll(async () => {
    await real.close()
    await fake.close()
  })

  it('show the approved templates and the signature, and never a secret', async () => {
    const response = await admin.send('GET /api/settings/sms')
    expect(response.json()).toMatchObject({
      provider: 'tencent',
      signature: '某某人寿',
      templates: [
        {
          templateId: '1001',
          text: '您的{1}，请点击 https://v.example/c/{2} ，{3}',
          parameters: ['businessType', 'token', 'hours'],
          preview: expect.stringMatching(
            /^【某某人寿】您的保全，请点击 https:\/\/v\.example\/c\/\S{22} ，72$/,
          ),
        },
        { templateId: '1002' },
      ],
    })
    const { secretId, secretKey, reportToken } = fake.config
    for (const secret of [secretId, secretKey, reportToken ?? ''])
      expect(response.body).not.toContain(secret)
  })
})
