import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openOffice, type Office } from '../../testing/office.ts'
import { createTestServer, type TestServer } from '../../testing/test-server.ts'
import { newId } from '../../platform/ids.ts'
import { NoUrlLink, type PlainLink, type UrlLinks } from '../wechat/port.ts'
import { deliver } from './deliver.ts'
import { type OutgoingSms, SmsNotSent } from './port.ts'
import { createTencent } from './tencent/carrier.ts'
import { type FakeTencent, startFakeTencent } from './tencent/fake-tencent.ts'

const urlLink = 'https://wxaurl.cn/AbCdEfGhIjK'
/** What WeChat and the carrier do in a test. */
let make: () => Promise<string>
let answer: () => Promise<{ carrierId: string }>
const asked: PlainLink[] = []
const taken: OutgoingSms[] = []

const urlLinks: UrlLinks = {
  simulated: true,
  create(link) {
    asked.push(link)
    return make()
  },
}

let server: TestServer
let office: Office
beforeAll(async () => {
  const sms = {
    simulated: true,
    askAfterSeconds: [],
    reports: async () => [],
    send(message: OutgoingSms) {
      taken.push(message)
      return answer()
    },
  }
  server = await createTestServer({ sms, urlLinks })
  office = await openOffice(server)
})
afterAll(() => server.close())
beforeEach(() => {
  make = () => Promise.resolve(urlLink)
  answer = () => Promise.resolve({ carrierId: newId() })
  asked.length = 0
  taken.length = 0
})

/** Creates an order and waits until its message has gone out. */
async function sent(): Promise<{ id: string; text: string }> {
  const { id } = await office.createOrder()
  const state = async () =>
    (await office.agent.call('GET /api/work-orders/:id', { params: { id } })).sms.lastStatus
  await expect.poll(state, { timeout: 20_000 }).toBe('sent')
  return { id, text: taken.at(-1)?.text ?? '' }
}
const messageOf = (workOrderId: string) =>
  server.ctx.db
    .selectFrom('smsMessages')
    .selectAll()
    .where('workOrderId', '=', workOrderId)
    .executeTakeFirstOrThrow()
const actionsOf = async (id: string) =>
  (await office.agent.call('GET /api/work-orders/:id/records', { params: { id } })).operations.map(
    ({ action }) => action,
  )
/** How many messages a job still has in hand. */
const jobsLeft = async () => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from graphile_worker.jobs where task_identifier = 'sms.send'`.execute(
    server.ctx.db,
  )
  return rows[0]?.count
}
const detailsOf = (workOrderId: string) =>
  server.ctx.db
    .selectFrom('auditLog')
    .select('details')
    .where('workOrderId', '=', workOrderId)
    .where('action', '=', 'sms.plain-link')
    .execute()

describe('the message of a work order (manual 4.1)', () => {
  it('carries the URL Link of its own link, good as long as that, and no other address', async () => {
    const { id, text } = await sent()
    expect(text).toMatch(
      /^【远程视频柜面】您的保全（变更投保人）.*请点击 https:\/\/wxaurl\.cn\/AbCdEfGhIjK 在微信中进入，72 小时内有效/,
    )
    expect(text).not.toContain('/c/')
    expect(taken.map(({ template }) => template)).toEqual(['wechat'])
    const [link] = asked
    expect(link?.url).toMatch(/^https?:\/\/.+\/c\/[\w-]{22}$/)
    const hours = ((link?.expiresAt.getTime() ?? 0) - Date.now()) / 3_600_000
    expect(hours).toBeGreaterThan(71.9)
    expect(hours).toBeLessThan(72.1)
    const message = await messageOf(id)
    expect(message).toMatchObject({ withUrlLink: true, linkValuesSealed: null })
    // The outbox shows what was sent.
    expect(server.ctx.messageTexts.open(message.textSealed)).toBe(text)
    expect(await actionsOf(id)).not.toContain('sms.plain-link')
  })

  it.each([
    [
      'refuses',
      () => Promise.reject(new NoUrlLink('limit', 45_009)),
      { failure: 'limit', code: 45_009 },
    ],
    ['fails', () => Promise.reject(new Error('broken')), { failure: 'unknown', code: null }],
  ] as [string, typeof make, object][])(
    'carries the plain link where WeChat %s, and the order says so',
    async (_, made, details) => {
      make = made
      const { id, text } = await sent()
      expect(text).toMatch(/请点击 https?:\/\/\S+\/c\/[\w-]{22} 进入/)
      expect(taken.map(({ template }) => template)).toEqual(['link'])
      expect(await detailsOf(id)).toEqual([{ details }])
      expect(await actionsOf(id)).toEqual(expect.arrayContaining(['sms.plain-link', 'sms.sent']))
      expect(await messageOf(id)).toMatchObject({ withUrlLink: false, linkValuesSealed: null })
    },
  )

  it('asks WeChat once, however often its carrier is tried', async () => {
    let tries = 0
    answer = () => {
      tries += 1
      return tries === 1
        ? Promise.reject(new SmsNotSent('not reached'))
        : Promise.resolve({ carrierId: newId() })
    }
    const { text } = await sent()
    expect(tries).toBe(2)
    expect(asked).toHaveLength(1)
    expect(text).toContain(urlLink)
  })

  it('goes out by another process where one died over WeChat, and says nothing twice', async () => {
    const dead = Promise.withResolvers<string>()
    make = () => (asked.length === 1 ? dead.promise : Promise.resolve(urlLink))
    const { id } = await office.createOrder()
    await expect.poll(() => asked.length, { timeout: 10_000 }).toBe(1)
    await deliver(server.ctx, (await messageOf(id)).id)
    expect(taken.map(({ text }) => text)).toEqual([expect.stringContaining(urlLink)])
    dead.reject(new NoUrlLink('wechat-down'))
    await expect.poll(jobsLeft, { timeout: 10_000 }).toBe(0)
    expect(taken).toHaveLength(1)
    expect(await detailsOf(id)).toEqual([])
  })

  it('holds the link nowhere in the clear', async () => {
    make = () => Promise.reject(new NoUrlLink('wechat-down'))
    const { text } = await sent()
    const token = /\/c\/([\w-]{22})/.exec(text)?.[1] ?? 'none'
    const rows = await server.ctx.db.selectFrom('smsMessages').selectAll().execute()
    const audit = await server.ctx.db.selectFrom('auditLog').select('details').execute()
    expect(token).not.toBe('none')
    const kept = rows.flatMap((row) => Object.values(row))
    const texts = kept.map((value) =>
      value instanceof Buffer ? value.toString('latin1') : String(value),
    )
    expect(texts.join() + JSON.stringify(audit)).not.toContain(token)
  })
})

describe('with an approved template', () => {
  let fake: FakeTencent
  let real: TestServer
  let admin: Office
  beforeAll(async () => {
    fake = await startFakeTencent()
    real = await createTestServer(
      { sms: createTencent(fake.config), urlLinks },
      { sms: fake.config },
    )
    admin = await openOffice(real)
  })
  afterAll(() => Promise.all([real.close(), fake.close()]))

  it('the code of the URL Link alone is a parameter', async () => {
    await admin.createOrder()
    const sentBodies = () => fake.asked.filter(({ action }) => action === 'SendSms')
    await expect.poll(() => sentBodies().length, { timeout: 10_000 }).toBe(1)
    expect(sentBodies()[0]?.body).toMatchObject({
      TemplateId: '1003',
      TemplateParamSet: ['保全', 'AbCdEfGhIjK'],
    })
  })

  it('a URL Link at another address than the template holds is not sent', async () => {
    fake.asked.length = 0
    make = () => Promise.resolve('https://wxmpurl.cn/AbCdEfGhIjK')
    const { id } = await admin.createOrder()
    const sentBodies = () => fake.asked.filter(({ action }) => action === 'SendSms')
    await expect.poll(() => sentBodies().length, { timeout: 10_000 }).toBe(1)
    expect(sentBodies()[0]?.body).toMatchObject({ TemplateId: '1001' })
    const rows = await real.ctx.db
      .selectFrom('auditLog')
      .select('details')
      .where('workOrderId', '=', id)
      .where('action', '=', 'sms.plain-link')
      .execute()
    expect(rows).toEqual([{ details: { failure: 'other-address', code: null } }])
  })
})
