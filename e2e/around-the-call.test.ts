import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  answer,
  chooseState,
  createOrder,
  fillNormal,
  findOrder,
  hangUp,
  manualsOrder,
  read,
  signIn,
  untilState,
} from './support/agent.ts'
import { openPerson, type Person } from './support/browsers.ts'
import { queueUp } from './support/customer.ts'
import { startStack, type Stack } from './support/stack.ts'
import { until } from './support/until.ts'

declare global {
  interface Window {
    /** What the page gave the person to hear and to see, laid before its code loads. */
    alerts: { sounding: number; notified: string[]; withdrawn: number }
  }
}

/** Runs in the page: counts sounds and notifications, in a window that nobody looks at. */
function installAlerts(): void {
  const alerts: Window['alerts'] = { sounding: 0, notified: [], withdrawn: 0 }
  window.alerts = alerts
  document.hasFocus = () => false
  const { start, stop } = AudioBufferSourceNode.prototype
  AudioBufferSourceNode.prototype.start = function (...given) {
    alerts.sounding += 1
    start.apply(this, given)
  }
  AudioBufferSourceNode.prototype.stop = function (...given) {
    alerts.sounding -= 1
    stop.apply(this, given)
  }
  window.Notification = class extends EventTarget {
    static readonly permission = 'granted'
    constructor(title: string) {
      super()
      alerts.notified.push(title)
    }
    close() {
      alerts.withdrawn += 1
    }
  } as unknown as typeof Notification
}

let stack: Stack
let agent: Person
let customer: Person
let caseNumber = 700_000

beforeAll(async () => {
  stack = await startStack()
  agent = await openPerson()
  await agent.context.addInitScript(installAlerts)
  customer = await openPerson({ phone: true })
  await signIn(agent.page, stack, 'agent1')
}, 240_000)
afterAll(async () => {
  await agent?.close()
  await customer?.close()
  await stack?.stop()
})

async function newOrder() {
  caseNumber += 1
  await agent.page.goto(`${stack.url}/work-orders`)
  await createOrder(agent.page, { ...manualsOrder, caseNumber: String(caseNumber) })
  return findOrder(agent.page, String(caseNumber))
}

const recordsOf = (id: string) =>
  read(agent.page, 'GET /api/work-orders/:id/records', { id }).then(({ calls }) => calls)

describe('新建', () => {
  it('says at each field what is wrong, and creates nothing', async () => {
    const { items: before } = await read(agent.page, 'GET /api/work-orders')
    await agent.page.getByRole('button', { name: '新建' }).click()
    const form = agent.page.getByRole('dialog')
    await form.getByRole('button', { name: '确定' }).click()
    for (const sentence of ['请选择业务类型和项目', '请输入手机号', '请输入案件号'])
      await form.locator('.ant-form-item-explain-error', { hasText: sentence }).waitFor()
    await form.getByLabel('联系电话').fill('12345')
    await form.getByLabel('身份证号').fill('12')
    await form.getByLabel('案件号').fill('1')
    await form.getByText('请输入 11 位手机号').waitFor()
    await form.getByText('身份证号应为 15 位数字，或 18 位（末位可为 X）').waitFor()
    // A wrong checksum only warns.
    await form.getByLabel('身份证号').fill('654646464646565')
    await form.getByLabel('案件号').click()
    await form.getByText('日期或校验位有误，请核对；可保留').waitFor()
    await form.getByRole('button', { name: '取消' }).click()
    await form.waitFor({ state: 'hidden' })
    const { items: after } = await read(agent.page, 'GET /api/work-orders')
    expect(after.length).toBe(before.length)
  })

  it('counts at once in the tabs of the list', async () => {
    const shown = async (tab: string) => {
      const text = await agent.page.getByRole('tab', { name: new RegExp(`^${tab}`) }).textContent()
      return Number(/\d+/.exec(text ?? '')?.[0] ?? Number.NaN)
    }
    await agent.page.getByRole('tab', { name: /^待处理 \d/ }).waitFor()
    const [all, pending, revoked] = [
      await shown('全部'),
      await shown('待处理'),
      await shown('已撤销'),
    ]
    await newOrder()
    await until('the tabs count it', 10_000, async () => (await shown('全部')) === all + 1)
    expect([await shown('待处理'), await shown('已撤销')]).toEqual([pending + 1, revoked])
  })
})

describe('an incoming call', () => {
  it('is heard in one of two windows and shown as a notification, until it is answered', async () => {
    const { link } = await newOrder()
    const second = await agent.newPage()
    await second.goto(`${stack.url}/work-orders`)
    // A browser plays nothing in a page that nobody has touched.
    for (const page of [agent.page, second]) await page.getByRole('heading').first().click()
    await queueUp(customer.page, link)
    const alerts = () =>
      Promise.all([agent.page, second].map((page) => page.evaluate(() => window.alerts)))
    await until('it rings', 15_000, async () =>
      (await alerts()).some(({ sounding }) => sounding > 0),
    )
    await until('both windows notify', 10_000, async () =>
      (await alerts()).every(({ notified }) => notified.length === 1),
    )
    const rung = await alerts()
    expect(rung.map(({ sounding }) => sounding).toSorted()).toEqual([0, 1])
    expect(rung[0]?.notified[0]).toContain('邓*闲')
    await answer(agent.page)
    await until('both windows are quiet', 10_000, async () =>
      (await alerts()).every(({ sounding, withdrawn }) => sounding === 0 && withdrawn === 1),
    )
    await second.close()
    await hangUp(agent.page)
    await fillNormal(agent.page)
    await agent.page.getByRole('button', { name: '变更为空闲' }).click()
    await untilState(agent.page, '空闲')
  })
})

describe('a call that was not finished properly', () => {
  it('is filled in by an administrator where the agent did not', async () => {
    const { order, link } = await newOrder()
    await queueUp(customer.page, link)
    await answer(agent.page)
    await hangUp(agent.page)
    await agent.page.getByRole('dialog').waitFor()
    const administrator = await openPerson()
    try {
      await signIn(administrator.page, stack, 'admin')
      await administrator.page.goto(`${stack.url}/work-orders/${order.id}/records`)
      await administrator.page.getByRole('button', { name: '填写', exact: true }).click()
      const dialog = administrator.page.getByRole('dialog')
      await dialog.getByText('非正常完成', { exact: true }).click()
      await dialog.getByText('网络问题', { exact: true }).click()
      await dialog.getByRole('button', { name: /提\s*交/ }).click()
      await dialog.waitFor({ state: 'hidden' })
    } finally {
      await administrator.close()
    }
    const [call] = await recordsOf(order.id)
    expect(call).toMatchObject({ disposition: 'abnormal', dispositionReason: 'network' })
    // The agent's own dialog has nothing left to ask.
    await agent.page.getByRole('button', { name: '变更为空闲' }).click()
    await untilState(agent.page, '空闲')
  })

  it("is over where the customer's tab was closed in the queue", async () => {
    await stack.sql(
      `insert into settings (key, value) values ('leaseSeconds', '2'), ('graceSeconds', '2')
       on conflict (key) do update set value = excluded.value`,
    )
    await chooseState(agent.page, '暂放')
    const { order, link } = await newOrder()
    await queueUp(customer.page, link)
    expect((await recordsOf(order.id)).map(({ status }) => status)).toEqual(['queued'])
    await customer.page.close()
    await until('it was abandoned', 30_000, async () => {
      const [call] = await recordsOf(order.id)
      return call?.endReason === 'abandoned' && call.cancelled
    })
  })
})

describe('a browser that is too old', () => {
  it('gets one sentence on both sides', async () => {
    const old = await openPerson()
    try {
      await old.context.addInitScript(() => {
        CSS.supports = () => false
        Reflect.deleteProperty(Promise, 'any')
      })
      await old.page.goto(`${stack.url}/`)
      await old.page.getByText('请使用 Chrome 或 Edge 109 及以上版本打开本系统').waitFor()
      await old.page.goto(`${stack.url}/c`)
      await old.page.getByText('此浏览器版本过旧').waitFor()
    } finally {
      await old.close()
    }
  })
})
