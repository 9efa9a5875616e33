import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createOrder, manualsOrder, read, signIn } from './support/agent.ts'
import { seriousFaults } from './support/axe.ts'
import { openPerson, type Person } from './support/browsers.ts'
import { button } from './support/console.ts'
import { startStack, type Stack } from './support/stack.ts'
import { until } from './support/until.ts'

// SCREENSHOTS=<folder> keeps pictures there, to be looked at.
const folder = process.env['SCREENSHOTS']

let stack: Stack
let admin: Person
let agent: Person
let customer: Person
beforeAll(async () => {
  stack = await startStack({ WECHAT_PROVIDER: 'simulated' })
  ;[admin, agent, customer] = await Promise.all([
    openPerson(),
    openPerson(),
    openPerson({ phone: true }),
  ])
  await Promise.all([signIn(admin.page, stack, 'admin'), signIn(agent.page, stack, 'agent1')])
}, 240_000)
afterAll(async () => {
  await admin?.close()
  await agent?.close()
  await customer?.close()
  await stack?.stop()
})

it('the settings show the mini program and try it (manual 4.1)', async () => {
  const { page } = admin
  await page.goto(`${stack.url}/settings/wechat`)
  await page.getByRole('heading', { name: '微信小程序', level: 1 }).waitFor()
  await page.getByText('当前为模拟').waitFor()
  await button(page, '测试').click()
  const outcome = page.getByRole('alert').filter({ hasText: '已得到模拟的链接' })
  await outcome.getByText(/\/c\/[\w-]{22}#url-link/).waitFor()
  if (folder) await page.screenshot({ path: path.join(folder, 'settings-wechat.png') })
  expect(await seriousFaults(page)).toEqual([])
})

it("the message of an order carries the URL Link, and it leads to the order's page", async () => {
  await agent.page.goto(`${stack.url}/work-orders`)
  await createOrder(agent.page, { ...manualsOrder, caseNumber: '890001' })
  const newest = async () => (await read(agent.page, 'GET /api/sms/outbox')).items[0]?.text ?? ''
  const urlLink = /请点击 (\S+#url-link) 在微信中进入/
  await until('the message carries a URL Link', 20_000, async () => urlLink.test(await newest()))
  await customer.page.goto(urlLink.exec(await newest())?.[1] ?? '')
  await customer.page.getByText('变更投保人').first().waitFor()
})
