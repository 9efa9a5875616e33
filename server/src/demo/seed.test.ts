import { afterAll, beforeAll, expect, it } from 'vitest'
import type { AppContext } from '../context.ts'
import { createTestServer, type TestServer } from '../testing/test-server.ts'
import { seedDemo } from './seed.ts'

const password = 'a demo password'

let server: TestServer
let ctx: AppContext
beforeAll(async () => {
  server = await createTestServer()
  ctx = { ...server.ctx, config: { ...server.ctx.config, demo: true, demoPassword: password } }
})
afterAll(() => server.close())

const signIn = async (username: string) => {
  const browser = server.client()
  await browser.call('POST /api/sessions', { body: { username, password } })
  return browser
}

it('says which setting is missing where there is no password', async () => {
  const without = { ...ctx, config: { ...ctx.config, demoPassword: null } }
  await expect(seedDemo(without)).rejects.toThrow('DEMO_PASSWORD')
})

it('fills an empty installation once, also where two processes start together', async () => {
  await Promise.all([seedDemo(ctx), seedDemo(ctx)])
  await seedDemo(ctx)
  const admin = await signIn('admin')
  expect(await admin.call('GET /api/me')).toMatchObject({ role: 'admin', agent: null })
  const { items: types } = await admin.call('GET /api/business-types')
  expect(types.map((type) => [type.name, type.claim])).toEqual([
    ['保全', false],
    ['理赔', true],
    ['新契约', false],
  ])
  const { items: settings } = await admin.call('GET /api/settings/business-types')
  expect(
    settings.map((type) => type.photoCategories.filter((each) => each.required).length),
  ).toEqual([2, 3, 2])
  const { items: groups } = await admin.call('GET /api/groups')
  expect(groups.map((group) => [group.name, group.members.map((each) => each.name)])).toEqual([
    ['保全组', ['张三', '李四']],
    ['理赔组', ['张三']],
  ])
  const { items: reasons } = await admin.call('GET /api/pause-reasons')
  expect(reasons.map((reason) => reason.name)).toEqual(['用餐', '培训', '会议', '其他'])
  const { items: orders } = await admin.call('GET /api/work-orders', { query: {} })
  expect(orders.map((row) => [row.businessItem, row.insuredName, row.handler])).toEqual([
    ['医疗理赔', '欧**月', '张三'],
    ['变更投保人', '邓*闲', '张三'],
  ])
  const accounts = await ctx.db.selectFrom('accounts').select(['username', 'initial']).execute()
  expect(accounts.filter((account) => account.initial)).toEqual([
    { username: 'admin', initial: true },
  ])
})

it('makes links that a customer can open', async () => {
  const admin = await signIn('agent1')
  const { items } = await admin.call('GET /api/sms/outbox')
  expect(items).toHaveLength(2)
  for (const { text } of items) {
    const token = /\/c\/(\S{22}) /.exec(text)?.[1] ?? ''
    const view = await server.client().call('POST /api/customer/enter', { body: { token } })
    expect(view.order.callable).toBe(true)
  }
})

it('has orders that 李四 of the 保全组 does not see', async () => {
  const agent2 = await signIn('agent2')
  const { items } = await agent2.call('GET /api/work-orders', { query: {} })
  expect(items.map((row) => row.businessType)).toEqual(['保全'])
})
