import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  answer,
  createOrder,
  fillNormal,
  findOrder,
  manualsOrder,
  read,
  signIn,
} from './support/agent.ts'
import { openPerson, type Person } from './support/browsers.ts'
import { write } from './support/console.ts'
import { leaveQueue, lookAt } from './support/customer.ts'
import { startStack, type Stack } from './support/stack.ts'
import { until } from './support/until.ts'

let stack: Stack
let agent: Person
let admin: Person
let customer: Person
let page: Page
let last = 0

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
  await agent?.close()
  await admin?.close()
  await customer?.close()
  await stack?.stop()
})

/** A phone that was never here. */
async function openPhone(options: BrowserContextOptions = {}): Promise<Page> {
  const context = await customer.browser.newContext({
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
    deviceScaleFactor: 2,
    permissions: ['camera', 'microphone'],
    ...options,
  })
  const opened = await context.newPage()
  opened.setDefaultTimeout(20_000)
  return opened
}

beforeEach(async () => {
  page = await openPhone()
  return () => page.context().close()
})

/** A mobile number that no order has. */
function unknownPhone(): string {
  last += 1
  return `1370000${String(last).padStart(4, '0')}`
}

/** An order of this phone's, made by the agent. */
async function newOrder(contactPhone: string) {
  last += 1
  const caseNumber = String(800_000 + last)
  await agent.page.goto(`${stack.url}/work-orders`)
  await createOrder(agent.page, { ...manualsOrder, caseNumber, contactPhone })
  return findOrder(agent.page, caseNumber)
}

/** The newest code that was sent to this phone, from the outbox of the simulated carrier, as administrators see it. */
async function codeOf(phone: string): Promise<string> {
  let code = ''
  await until(`a code for ${phone}`, 10_000, async () => {
    const { items } = await read(admin.page, 'GET /api/sms/outbox')
    const message = items.find((item) => item.kind === 'code' && item.phone === phone)
    code = /\d{6}/.exec(message?.text ?? '')?.[0] ?? ''
    return code !== ''
  })
  return code
}

/** Types the number, asks for the code and types it. */
async function proveBy(phone: string): Promise<void> {
  await page.goto(`${stack.url}/c`)
  await page.getByLabel('手机号').fill(phone)
  await page.getByRole('button', { name: '获取验证码' }).click()
  await page.getByText('验证码已发送，请查收短信').waitFor()
  await page.getByLabel('6 位验证码').fill(await codeOf(phone))
  await page.getByRole('button', { name: '下一步' }).click()
}

/** From the arrival page into the queue. */
async function queue(): Promise<void> {
  await page.getByRole('button', { name: '同意并继续' }).click()
  await page.getByRole('button', { name: '开始排队' }).click()
}

const pause = (state: 'idle' | 'paused') =>
  write(agent.page, 'PUT /api/me/state', { body: { state } })

describe('entry by phone number (4.2)', () => {
  it("leads by number and code to the phone's open orders, and on as a link does", async () => {
    await pause('paused')
    const phone = unknownPhone()
    const { order } = await newOrder(phone)
    await proveBy(phone)
    await page.getByRole('heading', { name: '请选择要办理的业务' }).waitFor()
    await page.getByText(`任务编号 ${order.taskNumber}`).waitFor()
    await lookAt(page, 'choose-order')
    // A reload asks nothing again.
    await page.reload()
    await page.getByRole('button', { name: /变更投保人/ }).click()
    await page.getByText('保全 / 变更投保人').waitFor()
    await lookAt(page, 'arrive-by-phone')
    // And the way back is open until the queue.
    await page.goBack()
    await page.getByRole('button', { name: /变更投保人/ }).click()
    await queue()
    await page.getByText('您是下一位').waitFor()
    const { calls } = await read(agent.page, 'GET /api/work-orders/:id/records', { id: order.id })
    expect(calls.map(({ status }) => status)).toEqual(['queued'])
    await page.reload()
    await page.getByText('您的排队位置已保留').waitFor()
    await leaveQueue(page)
  })

  it('leads to another matter by business type and item: a walk-in', async () => {
    await pause('paused')
    const phone = unknownPhone()
    await newOrder(phone)
    await proveBy(phone)
    await page.getByRole('button', { name: '办理其他业务' }).click()
    await page.getByRole('heading', { name: '请选择业务类型' }).waitFor()
    await lookAt(page, 'choose-type')
    await page.getByRole('button', { name: '理赔' }).click()
    await page.getByRole('heading', { name: '理赔' }).waitFor()
    await lookAt(page, 'choose-item')
    // A reload keeps the step, the back button goes one back.
    await page.reload()
    await page.getByRole('button', { name: '医疗理赔' }).waitFor()
    await page.goBack()
    await page.getByRole('button', { name: '保全' }).click()
    await page.getByRole('button', { name: '返回' }).click()
    await page.getByRole('button', { name: '理赔' }).click()
    await page.getByRole('button', { name: '医疗理赔' }).click()
    await page.getByText('理赔 / 医疗理赔').waitFor()
    await queue()
    await page.getByText('您是下一位').waitFor()
    const { items } = await read(admin.page, 'GET /api/calls')
    expect(items[0]).toMatchObject({ status: 'queued', taskNumber: null })
    await pause('idle')
    await answer(agent.page)
    await page.getByRole('button', { name: '结束', exact: true }).waitFor()
    await page.getByRole('button', { name: '结束', exact: true }).click()
    await page.getByRole('button', { name: '确定结束' }).click()
    await page.getByText('您已结束本次通话。').waitFor()
    await lookAt(page, 'walk-in-ended')
    // It stands over the page until it is filled in.
    await fillNormal(agent.page)
  })

  it('looks the same for a number that is known and for one that is not', async () => {
    const seen: string[] = []
    for (const phone of [manualsOrder.contactPhone, unknownPhone()]) {
      // As if it were opened for the first time.
      await page.goto('about:blank')
      await page.goto(`${stack.url}/c`)
      await page.getByLabel('手机号').fill(phone)
      await page.getByRole('button', { name: '获取验证码' }).click()
      await page.getByText('验证码已发送，请查收短信').waitFor()
      seen.push((await page.locator('#app').innerText()).replace(/\d+ 秒/, '秒'))
    }
    expect(seen[0]).toBe(seen[1])
    expect(seen[0]).toContain('秒后可重新获取')
    await lookAt(page, 'phone-code-sent')
  })

  it('says at the field what is wrong, and keeps number and countdown over a reload', async () => {
    await page.goto(`${stack.url}/c`)
    await page.getByLabel('手机号').waitFor()
    await lookAt(page, 'phone')
    await page.getByLabel('手机号').fill('1560000')
    await page.getByRole('button', { name: '获取验证码' }).click()
    await page.getByText('请输入 11 位手机号').waitFor()
    expect(await page.getByLabel('手机号').evaluate((field) => field.matches(':focus'))).toBe(true)

    const phone = unknownPhone()
    await page.getByLabel('手机号').fill(`+86 ${phone.slice(0, 3)} ${phone.slice(3)}`)
    await page.getByRole('button', { name: '获取验证码' }).click()
    await page.getByText('验证码已发送，请查收短信').waitFor()
    await page.reload()
    await page.getByText('验证码已发送，请查收短信').waitFor()
    expect(await page.getByLabel('手机号').inputValue()).toBe(phone)
    expect(await page.getByRole('button', { name: /秒后可重新获取/ }).isDisabled()).toBe(true)

    const code = await codeOf(phone)
    await page.getByLabel('6 位验证码').fill(code === '000000' ? '000001' : '000000')
    await page.getByRole('button', { name: '下一步' }).click()
    await page.getByText('验证码不正确或已失效。').waitFor()
    await lookAt(page, 'phone-wrong-code')
    await page.getByLabel('6 位验证码').fill(code)
    await page.getByRole('button', { name: '下一步' }).click()
    await page.getByRole('heading', { name: '请选择业务类型' }).waitFor()
  })

  it('asks again where the proof is too old', async () => {
    await proveBy(unknownPhone())
    await page.getByRole('button', { name: '保全' }).click()
    await stack.sql("update phone_proofs set expires_at = now() - interval '1 second'")
    await page.getByRole('button', { name: '变更受益人' }).click()
    await page.getByText('手机号验证已失效。请重新获取验证码。').waitFor()
    await page.getByLabel('手机号').waitFor()
    await lookAt(page, 'phone-unproven')
  })

  it('is the way on from a link that leads nowhere', async () => {
    await page.goto(`${stack.url}/c/AAAAAAAAAAAAAAAA`)
    await page.getByText('链接无效').waitFor()
    await page.getByRole('button', { name: '用手机号办理' }).click()
    await page.getByLabel('手机号').waitFor()
    expect(new URL(page.url()).pathname).toBe('/c')
  })
})

describe('inside WeChat (4.1, 4.2)', () => {
  const userAgent =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 13_3_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/7.0.11(0x17000b21) NetType/4G Language/zh_CN'

  async function openInWeChat(suffix = ''): Promise<void> {
    await page.context().close()
    page = await openPhone({ userAgent: userAgent + suffix })
    // As WeChat on iOS was before 14.3.
    await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'mediaDevices'))
  }

  it('without a camera there it offers the link for another browser and says how to open it', async () => {
    const { link } = await newOrder(unknownPhone())
    await openInWeChat()
    await page.goto(link)
    await page.getByRole('button', { name: '同意并继续' }).click()
    await page.getByText(/点右上角“···”，选择“在浏览器打开”/).waitFor()
    await page.getByRole('button', { name: '复制链接' }).click()
    await page.getByText('链接已复制').waitFor()
    await lookAt(page, 'wechat-no-camera')
  })

  it("a mini program's page is told what its menu does not have", async () => {
    const { link } = await newOrder(unknownPhone())
    await openInWeChat(' miniProgram/wx8b1c6a4d2e7f9035')
    await page.goto(link)
    await page.getByRole('button', { name: '同意并继续' }).click()
    await page.getByText('换浏览器：复制链接，用手机浏览器打开。').waitFor()
    expect(await page.getByText('右上角').count()).toBe(0)
  })

  it('the number typed in the mini program is there, and out of the address', async () => {
    await page.goto(`${stack.url}/c#phone=15618293093`)
    await page.getByLabel('手机号').waitFor()
    expect(await page.getByLabel('手机号').inputValue()).toBe('15618293093')
    expect(page.url()).toBe(`${stack.url}/c`)
  })
})
