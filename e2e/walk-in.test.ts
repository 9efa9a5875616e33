import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import {
  answer,
  createOrder,
  fillNormal,
  findOrder,
  hangUp,
  manualsOrder,
  read,
  signIn,
} from './support/agent.ts'
import { openPerson, type Person } from './support/browsers.ts'
import { write } from './support/console.ts'
import { seriousFaults } from './support/axe.ts'
import { startStack, type Stack } from './support/stack.ts'
import { until } from './support/until.ts'

let stack: Stack
let agent: Person
let admin: Person
let customer: Person

beforeAll(async () => {
  stack = await startStack()
  ;[agent, admin, customer] = await Promise.all([
    openPerson(),
    openPerson(),
    openPerson({ phone: true }),
  ])
  await signIn(agent.page, stack, 'agent1')
  await signIn(admin.page, stack, 'admin')
}, 240_000)
afterAll(async () => {
  for (const person of [agent, admin, customer]) await person?.close()
  await stack?.stop()
})

let last = 0
let phone: string
beforeEach(async () => {
  last += 1
  phone = `1380000${String(last).padStart(4, '0')}`
  await customer.context.clearCookies()
  await write(agent.page, 'PUT /api/me/state', { body: { state: 'idle' } })
})

/** The newest code to this phone, from the outbox of the simulated carrier. */
async function codeOf(of: string): Promise<string> {
  let code = ''
  await until(`a code for ${of}`, 10_000, async () => {
    const { items } = await read(admin.page, 'GET /api/sms/outbox')
    const message = items.find((item) => item.kind === 'code' && item.phone === of)
    code = /\d{6}/.exec(message?.text ?? '')?.[0] ?? ''
    return code !== ''
  })
  return code
}

/** The customer comes with another matter, and the agent answers. */
async function callIn(): Promise<void> {
  const { page } = customer
  await page.goto(`${stack.url}/c`)
  await page.getByLabel('手机号').fill(phone)
  await page.getByRole('button', { name: '获取验证码' }).click()
  await page.getByText('验证码已发送，请查收短信').waitFor()
  await page.getByLabel('6 位验证码').fill(await codeOf(phone))
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByRole('button', { name: '保全' }).click()
  await page.getByRole('button', { name: '变更投保人' }).click()
  await page.getByRole('button', { name: '同意并继续' }).click()
  await page.getByRole('button', { name: '开始排队' }).click()
  const ring = agent.page.getByRole('dialog', { name: '视频来电' })
  await ring.getByText(`来电号码 138****${phone.slice(-4)}`).waitFor()
  await ring.getByText('工单 -', { exact: true }).waitFor()
  await answer(agent.page)
  const title = agent.page.getByRole('heading', { level: 1 })
  await expect
    .poll(() => title.textContent(), { timeout: 10_000 })
    .toContain('工单 - · 保全 / 变更投保人')
}

/** Ends the call and what it leaves to be filled in. */
async function finish(): Promise<void> {
  await hangUp(agent.page)
  await fillNormal(agent.page)
}

it('a walk-in call gets a new order in the call, with phone and matter filled in already', async () => {
  await callIn()
  const panel = agent.page.getByRole('region', { name: '该客户凭手机号进入，尚无工单' })
  await panel.getByText('保全 / 变更投保人').waitFor()
  await panel.getByText(`留空则为来电号码 138****${phone.slice(-4)}`).waitFor()
  expect(await seriousFaults(agent.page)).toEqual([])
  // Ending without one is allowed, after a question.
  await agent.page.getByRole('button', { name: '挂断' }).click()
  await agent.page.getByText('本次通话尚无工单，确定挂断吗？').waitFor()
  await agent.page.getByRole('button', { name: /取\s*消/ }).click()
  await panel.getByLabel('案件号').fill('90001')
  await panel.getByLabel('被保险人').fill('邓小闲')
  await panel.getByRole('button', { name: '新建工单' }).click()

  // The order's tabs stand there now.
  await agent.page.getByLabel('任务编号').waitFor()
  const { items } = await read(agent.page, 'GET /api/work-orders')
  const row = items.find((item) => item.caseNumber === '90001')
  const order = await read(agent.page, 'GET /api/work-orders/:id', { id: row?.id ?? '' })
  expect(order).toMatchObject({ contactPhone: phone, status: 'processing', creator: '张三' })
  expect(await agent.page.getByRole('heading', { level: 1 }).textContent()).toContain(
    `工单 ${order.taskNumber}`,
  )
  await finish()
  const records = await read(agent.page, 'GET /api/work-orders/:id/records', { id: order.id })
  expect(records.calls.map((call) => call.status)).toEqual(['ended'])
  expect(records.operations.map((each) => each.action)).toContain('call.queue')
})

/** A walk-in call that is over, without a picture on either side. Returns its id. */
async function pastCall(): Promise<string> {
  const { page } = customer
  await page.goto(`${stack.url}/c`)
  await write(page, 'POST /api/customer/phone/code', { body: { phone } })
  const code = await codeOf(phone)
  const { businessTypes } = await write(page, 'POST /api/customer/phone/verify', {
    body: { phone, code },
  })
  const itemId = businessTypes.find(({ name }) => name === '保全')?.items[0]?.id ?? ''
  const { notice } = await write(page, 'POST /api/customer/phone/enter', { body: { itemId } })
  await write(page, 'POST /api/customer/consent', { body: { noticeVersion: notice.version } })
  const { call } = await write(page, 'POST /api/customer/calls', { body: undefined })
  const params = { id: call?.id ?? '' }
  await agent.page.getByRole('dialog', { name: '视频来电' }).waitFor()
  await write(agent.page, 'POST /api/calls/:id/answer', { params })
  await write(agent.page, 'POST /api/calls/:id/hang-up', { params })
  await write(agent.page, 'PUT /api/calls/:id/disposition', {
    params,
    body: { outcome: 'normal' },
  })
  return params.id
}

it('a walk-in call that ended without one is linked to an order that there is', async () => {
  await agent.page.goto(`${stack.url}/work-orders`)
  await createOrder(agent.page, { ...manualsOrder, caseNumber: '90002' })
  const { order } = await findOrder(agent.page, '90002')
  const id = await pastCall()
  await agent.page.goto(`${stack.url}/calls/${id}`)
  await agent.page.getByText('通话已结束，尚无工单').waitFor()
  expect(await seriousFaults(agent.page)).toEqual([])
  await agent.page.getByRole('tab', { name: '关联工单' }).click()
  await agent.page.getByLabel('任务编号').fill('90002')
  await agent.page.getByText(`${order.taskNumber} · 保全 / 变更投保人`).click()
  await agent.page.getByRole('button', { name: '关联工单' }).click()
  // On to the order, as for any call that is over.
  await agent.page.waitForURL(`**/work-orders/${order.id}`)
  const { calls } = await read(agent.page, 'GET /api/work-orders/:id/records', { id: order.id })
  expect(calls.map((call) => call.id)).toEqual([id])
})

it('a walk-in call that ended without one gets a new order', async () => {
  const id = await pastCall()
  await agent.page.goto(`${stack.url}/calls/${id}`)
  await agent.page.getByText(`留空则为来电号码 138****${phone.slice(-4)}`).waitFor()
  await agent.page.getByLabel('案件号').fill('90003')
  await agent.page.getByRole('button', { name: '新建工单' }).click()
  await agent.page.waitForURL('**/work-orders/*')
  const { items } = await read(agent.page, 'GET /api/work-orders')
  expect(items.map((item) => item.caseNumber)).toContain('90003')
})
