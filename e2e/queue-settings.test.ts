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
import { button, choose, dialog, rowOf, rowsOf } from './support/console.ts'
import { leaveQueue, queueUp } from './support/customer.ts'
import { startStack, type Stack } from './support/stack.ts'
import { until } from './support/until.ts'

// What an administrator sets about the queue, and the manual's sentences of 3.1 as the agent meets them.
let stack: Stack
let admin: Person
let agent: Person
let customer: Person
let caseNumber = 700_000

beforeAll(async () => {
  stack = await startStack()
  ;[admin, agent, customer] = await Promise.all([
    openPerson(),
    openPerson(),
    openPerson({ phone: true }),
  ])
  await Promise.all([signIn(admin.page, stack, 'admin'), signIn(agent.page, stack, 'agent1')])
}, 240_000)
afterAll(async () => {
  for (const person of [admin, agent, customer]) await person?.close()
  await stack?.stop()
})

async function openPart(part: string) {
  await admin.page.goto(`${stack.url}/settings/${part}`)
  await admin.page.getByRole('heading', { level: 1 }).waitFor()
}

/** Presses a button of the page and gives the drawer that opens. */
async function openDrawer(press: string, name: string) {
  await admin.page.getByRole('button', { name: press, exact: true }).click()
  const drawer = dialog(admin.page, name)
  // Its first field takes the focus once it has slid in, which closes what was opened before.
  await drawer.locator('input:focus').waitFor()
  return drawer
}

/** Saves a drawer, which then closes. */
async function save(drawer: ReturnType<typeof dialog>) {
  await button(drawer, '保存').click()
  await drawer.waitFor({ state: 'hidden' })
}

async function newOrder(priority = false) {
  caseNumber += 1
  const { page } = agent
  await page.goto(`${stack.url}/work-orders`)
  await createOrder(page, { ...manualsOrder, caseNumber: String(caseNumber) }, { priority })
  return findOrder(page, String(caseNumber))
}

describe('a group', () => {
  it('gets ring time, limits and overflow; what makes no sense is refused before it is sent', async () => {
    await openPart('groups')
    const drawer = await openDrawer('编辑 保全组', '编辑客服组：保全组')
    await drawer.getByLabel('振铃时长').fill('3')
    await drawer.getByLabel('话后处理时限').fill('10')
    await drawer.getByLabel('排队上限').fill('50')
    expect(await drawer.getByLabel('等待多久后溢出').isDisabled()).toBe(true)
    await choose(drawer, '溢出到客服组', '理赔组')
    await button(drawer, '保存').click()
    await drawer.getByText('请输入 5 到 300 之间的整数').waitFor()
    await drawer.getByText('请输入 1 到 86400 之间的整数').waitFor()
    await drawer.getByLabel('振铃时长').fill('5')
    await drawer.getByLabel('等待多久后溢出').fill('30')
    await save(drawer)
    const row = rowOf(admin.page, '保全组')
    for (const words of [
      '振铃 5 秒',
      '话后处理 10 秒',
      '最多排队 50 人',
      '等待 30 秒后溢出到理赔组',
    ])
      await row.getByText(words).waitFor()
  })

  it('cannot overflow round to itself', async () => {
    const drawer = await openDrawer('编辑 理赔组', '编辑客服组：理赔组')
    await choose(drawer, '溢出到客服组', '保全组')
    await drawer.getByText('溢出目标会绕回本客服组，请选择另一个').waitFor()
    await button(drawer, '取消').click()
    await button(admin.page, '放弃修改').click()
    await drawer.waitFor({ state: 'hidden' })
  })

  it('gets hours, row by row', async () => {
    const drawer = await openDrawer('编辑 保全组', '编辑客服组：保全组')
    await drawer.getByText('全天，每天').waitFor()
    await button(drawer, '新增时段').click()
    const first = drawer.getByRole('group', { name: '时段 1', exact: true })
    await first.getByLabel('时段 1 开始').fill('22:00')
    await first.getByLabel('时段 1 结束').fill('6:00')
    await button(drawer, '保存').click()
    await first.getByText('结束须晚于开始').waitFor()
    await first.getByLabel('时段 1 开始').fill('0:00')
    await first.getByLabel('时段 1 结束').fill('2400')
    for (const day of ['周六', '周日']) await first.getByLabel(day).check()
    await drawer.getByRole('button', { name: '复制 时段 1' }).click()
    const second = drawer.getByRole('group', { name: '时段 2', exact: true })
    expect(await second.getByLabel('时段 2 开始').inputValue()).toBe('00:00')
    await drawer.getByRole('button', { name: '移除 时段 2' }).click()
    await second.waitFor({ state: 'hidden' })
    await save(drawer)
    await rowOf(admin.page, '保全组').getByText('每天 00:00–24:00').waitFor()
  })
})

describe('a business type', () => {
  it('keeps calls for familiar agents, but neither a claim nor one that is drawn by lot does', async () => {
    await openPart('business-types')
    const drawer = await openDrawer('编辑 保全', '编辑业务类型：保全')
    const wait = drawer.getByLabel('等待熟客')
    await drawer.getByRole('radio', { name: '随机分配' }).check()
    await drawer.getByText('随机分配不看熟客，因此不等待。').waitFor()
    expect(await wait.isDisabled()).toBe(true)
    await drawer.getByRole('radio', { name: '熟客优先' }).check()
    await drawer.getByRole('checkbox', { name: '理赔类业务' }).check()
    await drawer.getByText(/^理赔类业务不等待/).waitFor()
    expect(await wait.isDisabled()).toBe(true)
    await drawer.getByRole('checkbox', { name: '理赔类业务' }).uncheck()
    await wait.fill('30')
    await save(drawer)
    await rowOf(admin.page, '变更投保人').getByText('熟客优先，等待 30 秒').waitFor()
  })
})

describe('节假日', () => {
  it('are set for several days at once, changed to 调休 and taken away', async () => {
    const { page } = admin
    await openPart('calendar')
    await page.getByRole('button', { name: '下一年' }).click()
    const year = (await page.getByText(/^\d{4} 年$/).textContent())?.slice(0, 4)
    await button(page, '新建').click()
    const drawer = dialog(page, '新建节假日或调休')
    const pick = async (field: string, day: string) => {
      await drawer.getByLabel(field).fill(day)
      await drawer.getByLabel(field).press('Enter')
    }
    await pick('开始日期', `${year}-10-01`)
    await pick('结束日期', `${year}-09-30`)
    await drawer.getByLabel('名称').fill('国庆节')
    await button(drawer, '保存').click()
    await drawer.getByText('结束日期不能早于开始日期').waitFor()
    await pick('结束日期', `${year}-10-03`)
    await save(drawer)
    await until('three days', 10_000, async () => (await rowsOf(page).count()) === 3)
    await rowOf(page, `${year}-10-02`).getByText('休息').waitFor()

    const other = await openDrawer(`编辑 ${year}-10-03`, `编辑 ${year}-10-03`)
    await other.getByRole('radio', { name: '调休上班' }).check()
    await choose(other, '* 服务时间', '周一')
    await save(other)
    await rowOf(page, `${year}-10-03`).getByText('按周一的服务时间').waitFor()

    await page.getByRole('button', { name: `删除 ${year}-10-01` }).click()
    await button(dialog(page, `删除 ${year}-10-01 国庆节？`), '删除').click()
    await until('two days', 10_000, async () => (await rowsOf(page).count()) === 2)
  })
})

describe('暂放 with a reason (3.1)', () => {
  it('has reasons that administrators add, rename, order and delete', async () => {
    const { page } = admin
    await openPart('pause-reasons')
    await button(page, '新建').click()
    const drawer = dialog(page, '新建暂放原因')
    await drawer.getByLabel('暂放原因').fill('用餐')
    await button(drawer, '保存').click()
    await drawer.getByText('该名称已被使用。').first().waitFor()
    await drawer.getByLabel('暂放原因').fill('茶歇')
    await drawer.getByLabel('暂放原因').press('Enter')
    await drawer.waitFor({ state: 'hidden' })
    const named = await openDrawer('编辑 茶歇', '编辑暂放原因：茶歇')
    await named.getByLabel('暂放原因').fill('休息')
    await save(named)
    await page.getByRole('button', { name: '上移 休息' }).click()
    await until('it has moved', 10_000, async () => {
      const { items } = await read(page, 'GET /api/pause-reasons')
      return items.at(-2)?.name === '休息'
    })
    await page.getByRole('button', { name: '删除 培训' }).click()
    await button(dialog(page, '删除暂放原因“培训”？'), '删除').click()
    await until('it is gone', 10_000, async () => (await rowsOf(page).count()) === 4)
  })

  it('is chosen in the header, shown there, and nobody is rung', async () => {
    const { page } = agent
    await page.getByTestId('agent-state').click()
    await page.getByRole('menuitem', { name: '暂放 · 休息' }).waitFor()
    expect(await page.getByRole('menuitem', { name: '培训' }).count()).toBe(0)
    await page.getByRole('menuitem', { name: '暂放 · 休息' }).click()
    await untilState(page, '暂放 · 休息')
    const { link } = await newOrder()
    await queueUp(customer.page, link)
    expect((await read(page, 'GET /api/me')).agent).toMatchObject({ state: 'paused', ring: null })
    await leaveQueue(customer.page)
    await chooseState(page, '空闲')
  })
})

describe('a call, state by state (3.1)', () => {
  it('of an order with 优先 is marked in the list and on the ring', async () => {
    const { page } = agent
    const { link } = await newOrder(true)
    await rowOf(page, String(caseNumber)).getByText('优先').waitFor()
    await queueUp(customer.page, link)
    const ring = dialog(page, '视频来电')
    await ring.getByText('优先').waitFor()
    await ring.getByText('熟客').waitFor()
  })

  it('makes the agent 忙碌, which nobody changes by hand', async () => {
    const { page } = agent
    await answer(page)
    await untilState(page, '忙碌')
    await page.getByTestId('agent-state').click()
    for (const state of ['空闲', '暂放 · 用餐', '话后处理'])
      expect(
        await page.getByRole('menuitem', { name: state }).first().getAttribute('aria-disabled'),
      ).toBe('true')
    await page.getByText('忙碌状态会在通话结束后自动变更，不能手动修改。').first().waitFor()
    await page.keyboard.press('Escape')
  })

  it('leads to 话后处理, which waits for 通话状态 beyond its limit and then ends by itself', async () => {
    const { page } = agent
    await hangUp(page)
    await untilState(page, '话后处理')
    await page.getByText(/通话状态未填写，到时不会自动变更为空闲/).waitFor()
    await page.getByText('话后处理时限已到；填写通话状态后自动变更为空闲。').waitFor({
      timeout: 20_000,
    })
    expect((await read(page, 'GET /api/me')).agent?.state).toBe('wrap-up')
    await fillNormal(page)
    await untilState(page, '空闲')
  })
})

describe('rings that nobody answers', () => {
  it('pause the agent as often as an administrator says, with a notice that offers 空闲', async () => {
    const { page } = agent
    await openPart('queue')
    const drawer = await openDrawer('编辑排队与振铃', '编辑排队与振铃')
    await drawer.getByLabel('连续未接后暂放').fill('101')
    await button(drawer, '保存').click()
    await drawer.getByText('请输入 0 到 100 之间的整数').waitFor()
    await drawer.getByLabel('连续未接后暂放').fill('1')
    await save(drawer)
    await admin.page.getByText('1 次').waitFor()

    const { link } = await newOrder()
    await queueUp(customer.page, link)
    await dialog(page, '视频来电').waitFor()
    const notice = page.getByRole('alert').filter({ hasText: '您连续多次未接来电' })
    await notice.waitFor({ timeout: 20_000 })
    await untilState(page, '暂放')
    await leaveQueue(customer.page)
    await button(notice, '变更为空闲').click()
    await untilState(page, '空闲')
    await notice.waitFor({ state: 'hidden' })
  })
})
