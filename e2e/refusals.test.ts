import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
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
import { makeCamera } from './support/camera.ts'
import { endCall, queueUp } from './support/customer.ts'
import { readMedia } from './support/probe.ts'
import { startStack, type Stack } from './support/stack.ts'
import { until } from './support/until.ts'

let stack: Stack
let agent: Person
let customer: Person
let caseNumber = 500_000

beforeAll(async () => {
  stack = await startStack()
  agent = await openPerson({ camera: makeCamera('a', { red: 0, green: 0, blue: 200 }, 320, 240) })
  await signIn(agent.page, stack, 'agent1')
}, 240_000)
afterAll(async () => {
  await agent?.close()
  await stack?.stop()
})

const openCustomer = () =>
  openPerson({ camera: makeCamera('c', { red: 200, green: 0, blue: 0 }, 320, 240), phone: true })

/** A new order and its link. */
async function newOrder() {
  caseNumber += 1
  await agent.page.goto(`${stack.url}/work-orders`)
  await createOrder(agent.page, { ...manualsOrder, caseNumber: String(caseNumber) })
  return findOrder(agent.page, String(caseNumber))
}

describe("the customer's link", () => {
  beforeEach(async () => {
    customer = await openCustomer()
    return () => customer.close()
  })

  it('is refused with a plain sentence once the order is 已撤销', async () => {
    const { order, link } = await newOrder()
    await agent.page.goto(`${stack.url}/work-orders/${order.id}`)
    await agent.page.getByRole('button', { name: /^撤\s*销$/ }).click()
    await agent.page.getByRole('button', { name: /确\s*定/ }).click()
    await until('revoked', 10_000, async () => {
      const now = await read(agent.page, 'GET /api/work-orders/:id', { id: order.id })
      return now.status === 'revoked'
    })
    await customer.page.goto(link)
    await customer.page.getByText('该业务已办结或已撤销').first().waitFor()
    expect(await customer.page.getByRole('link', { name: /400/ }).count()).toBeGreaterThan(0)
  })

  it('is refused when altered', async () => {
    const { link } = await newOrder()
    const last = link.at(-1) === 'A' ? 'B' : 'A'
    await customer.page.goto(link.slice(0, -1) + last)
    await customer.page.getByText('链接无效').first().waitFor()
    await customer.page.goto(`${stack.url}/c/short`)
    await customer.page.getByText('链接无效').first().waitFor()
  })

  it('is refused when it has expired', async () => {
    const { link } = await newOrder()
    await stack.sql("update links set expires_at = now() - interval '1 second'")
    await customer.page.goto(link)
    await customer.page.getByText('链接已过期').first().waitFor()
  })

  it('belongs to the first device; another one takes over with a code', async () => {
    const { link } = await newOrder()
    await customer.page.goto(link)
    await customer.page.getByRole('button', { name: '同意并继续' }).waitFor()
    const second = await openCustomer()
    try {
      await second.page.goto(link)
      await second.page.getByText('请用短信验证码在此设备继续').first().waitFor()
      await second.page.getByRole('button', { name: '获取验证码' }).click()
      let code = ''
      await until('the code arrives', 10_000, async () => {
        const { items } = await read(agent.page, 'GET /api/sms/outbox')
        code = /\d{6}/.exec(items.find((item) => item.kind === 'code')?.text ?? '')?.[0] ?? ''
        return code !== ''
      })
      await second.page.getByLabel('6 位验证码').fill(code)
      await second.page.getByRole('button', { name: '确定' }).click()
      await second.page.getByRole('button', { name: '同意并继续' }).waitFor()
      await customer.page.getByText('该链接已在另一台设备上使用').first().waitFor()
    } finally {
      await second.close()
    }
  })
})

describe('the way to a call', () => {
  beforeEach(async () => {
    customer = await openCustomer()
    return () => customer.close()
  })

  it('explains a refused camera', async () => {
    const { link } = await newOrder()
    const refusing = await openPerson({ phone: true, mediaAllowed: false })
    try {
      await refusing.page.goto(link)
      await refusing.page.getByRole('button', { name: '同意并继续' }).click()
      await refusing.page
        .getByText(/未获允许/)
        .first()
        .waitFor()
      await refusing.page.getByRole('button', { name: '重新检查' }).waitFor()
    } finally {
      await refusing.close()
    }
  })

  it('waits where no agent is on duty, and can be cancelled', async () => {
    await chooseState(agent.page, '暂放')
    const { link } = await newOrder()
    await queueUp(customer.page, link)
    await customer.page.getByText('您是下一位').waitFor()
    expect(await agent.page.getByRole('button', { name: '接听' }).count()).toBe(0)
    await customer.page.getByRole('button', { name: '取消排队' }).click()
    await customer.page.getByRole('button', { name: '确定取消' }).click()
    await customer.page.getByText('您已取消排队。').waitFor()
    await chooseState(agent.page, '空闲')
  })

  it("keeps the caller when the agent's tab is closed while it rings, and rings again", async () => {
    const { link } = await newOrder()
    await queueUp(customer.page, link)
    await agent.page.getByRole('button', { name: '接听' }).waitFor()
    await agent.page.close()
    await until('back in the queue', 20_000, async () =>
      customer.page.getByRole('button', { name: '取消排队' }).isVisible(),
    )
    Object.assign(agent, { page: await agent.newPage() })
    await agent.page.goto(`${stack.url}/work-orders`)
    await agent.page.getByRole('button', { name: '接听' }).waitFor({ timeout: 60_000 })
    await customer.page.getByRole('button', { name: '取消排队' }).click()
    await customer.page.getByRole('button', { name: '确定取消' }).click()
    await agent.page.getByRole('button', { name: '接听' }).waitFor({ state: 'hidden' })
  })

  it('keeps the place of a customer whose page reloads while queued', async () => {
    await chooseState(agent.page, '暂放')
    const { link, order } = await newOrder()
    await queueUp(customer.page, link)
    await customer.page.reload()
    await customer.page.getByRole('button', { name: '取消排队' }).waitFor()
    const { calls } = await read(agent.page, 'GET /api/work-orders/:id/records', { id: order.id })
    expect(calls.map((call) => call.status)).toEqual(['queued'])
    await customer.page.getByRole('button', { name: '取消排队' }).click()
    await customer.page.getByRole('button', { name: '确定取消' }).click()
    await chooseState(agent.page, '空闲')
  })

  it('is answered with sound by an agent without a camera (2.2)', async () => {
    await chooseState(agent.page, '暂放')
    const { link } = await newOrder()
    const colleague = await openPerson({ camera: null })
    try {
      await signIn(colleague.page, stack, 'agent2')
      await queueUp(customer.page, link)
      await answer(colleague.page)
      await customer.page.getByText('坐席未开启摄像头，可正常通话').waitFor()
      await colleague.page.getByText(/客户只能听到您的声音/).waitFor()
      const before = await readMedia(customer.page)
      await until('the customer hears', 10_000, async () => {
        const now = await readMedia(customer.page)
        return now.audioEnergy > before.audioEnergy && now.audioSeconds > before.audioSeconds + 1
      })
      await hangUp(colleague.page)
      await fillNormal(colleague.page)
    } finally {
      await colleague.close()
    }
    await chooseState(agent.page, '空闲')
  })

  it('belongs to the newest page where the customer opens two', async () => {
    await chooseState(agent.page, '暂放')
    const { link } = await newOrder()
    await queueUp(customer.page, link)
    const second = await customer.newPage()
    await second.goto(`${stack.url}/c`)
    await second.getByRole('button', { name: '取消排队' }).waitFor()
    await customer.page.getByText('视频已在本机的另一个页面打开').waitFor()
    await customer.page.getByRole('button', { name: '在此页面继续' }).click()
    await customer.page.getByRole('button', { name: '取消排队' }).waitFor()
    await second.getByText('视频已在本机的另一个页面打开').waitFor()
    await customer.page.getByRole('button', { name: '取消排队' }).click()
    await customer.page.getByRole('button', { name: '确定取消' }).click()
    await chooseState(agent.page, '空闲')
  })

  it("tells the agent when the customer's tab is closed while talking; the page that returns has its call back", async () => {
    const { link } = await newOrder()
    await queueUp(customer.page, link)
    await answer(agent.page)
    await customer.page.close()
    await agent.page.getByText(/客户网络中断，正在重连/).waitFor()
    const again = await customer.newPage()
    await again.goto(`${stack.url}/c`)
    await agent.page
      .getByText(/客户网络中断，正在重连/)
      .waitFor({ state: 'hidden', timeout: 30_000 })
    await endCall(again)
    await again.getByText('您已结束本次通话。').waitFor()
    await untilState(agent.page, '话后处理')
  })
})
