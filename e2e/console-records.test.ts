import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { WorkOrder } from '@veridesk/contract'
import {
  answer,
  chooseState,
  createOrder,
  fillNormal,
  findOrder,
  hangUp,
  manualsOrder,
  signIn,
} from './support/agent.ts'
import { openPerson, type Person } from './support/browsers.ts'
import { button, choose, makeAuditor, rowOf, rowsOf } from './support/console.ts'
import { queueUp } from './support/customer.ts'
import { startStack, type Stack } from './support/stack.ts'
import { until } from './support/until.ts'

let stack: Stack
let agent: Person
let auditor: Person
let customer: Person
let finished: WorkOrder
let cancelled: WorkOrder

beforeAll(async () => {
  stack = await startStack()
  await makeAuditor(stack)
  ;[agent, auditor, customer] = await Promise.all([
    openPerson(),
    openPerson(),
    openPerson({ phone: true }),
  ])
  await Promise.all([signIn(agent.page, stack, 'agent1'), signIn(auditor.page, stack, 'agent2')])
  await chooseState(auditor.page, '暂放')
  await createOrder(agent.page, manualsOrder)
  const first = await findOrder(agent.page, manualsOrder.caseNumber)
  finished = first.order
  await queueUp(customer.page, first.link)
  await answer(agent.page)
  await hangUp(agent.page)
  await fillNormal(agent.page)
  // Still 话后处理: the next customer is not rung through and can give up.
  await agent.page.goto(`${stack.url}/work-orders`)
  await createOrder(agent.page, {
    ...manualsOrder,
    type: '理赔',
    item: '医疗理赔',
    caseNumber: '900',
  })
  const second = await findOrder(agent.page, '900')
  cancelled = second.order
  await queueUp(customer.page, second.link)
  await customer.page.getByRole('button', { name: '取消排队' }).click()
  await customer.page.getByRole('button', { name: '确定取消' }).click()
  await customer.page.getByText('您已取消排队。').waitFor()
}, 240_000)
afterAll(async () => {
  await agent?.close()
  await auditor?.close()
  await customer?.close()
  await stack?.stop()
})

async function untilRows(person: Person, count: number) {
  await until(`${count} rows`, 10_000, async () => {
    const old = await person.page.locator('[aria-busy="true"]').count()
    return old === 0 && (await rowsOf(person.page).count()) === count
  })
}

describe('the call history', () => {
  it('has the eight columns of the manual, of a finished call and of one that was given up', async () => {
    const { page } = agent
    await page.getByRole('link', { name: '通话历史' }).click()
    await untilRows(agent, 2)
    expect(await page.getByRole('columnheader').allTextContents()).toEqual([
      '任务编号',
      '处理人',
      '发起时间',
      '挂断时间',
      '排队时长',
      '通话时长',
      '取消呼叫',
      '正常结束',
    ])
    const cells = (order: WorkOrder) =>
      rowOf(page, order.taskNumber).getByRole('cell').allTextContents()
    const [, handler, , ended, , talked, gaveUp, normal] = await cells(finished)
    expect([handler, gaveUp, normal]).toEqual(['张三', '否', '是'])
    expect(ended).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
    expect(talked).toMatch(/^00:\d\d:\d\d$/)
    const [, nobody, , , , , given] = await cells(cancelled)
    expect([nobody, given]).toEqual(['-', '是'])
  })

  it('is filtered by business type, by 取消呼叫 and by 正常结束, and searched by task number', async () => {
    const { page } = agent
    await button(page, '筛选').click()
    const panel = page.getByRole('region', { name: '筛选条件' })
    const clear = async () => {
      await button(page, '清空').click()
      await untilRows(agent, 2)
    }
    await choose(panel, '业务类型', '理赔')
    await untilRows(agent, 1)
    await rowOf(page, cancelled.taskNumber).waitFor()
    await clear()
    await choose(panel, '取消呼叫', '否')
    await untilRows(agent, 1)
    await rowOf(page, finished.taskNumber).waitFor()
    await clear()
    await choose(panel, '正常结束', '是')
    await untilRows(agent, 1)
    await rowOf(page, finished.taskNumber).waitFor()
    await clear()
    await choose(panel, '时间范围', '昨天')
    await page.getByText('没有符合条件的记录。').waitFor()
    await clear()
    await page.getByRole('searchbox', { name: '搜索' }).fill(cancelled.taskNumber)
    await page.keyboard.press('Enter')
    await untilRows(agent, 1)
    await rowOf(page, cancelled.taskNumber).waitFor()
    await clear()
  })

  it('opens the order of a call at that call, and leads back', async () => {
    const { page } = agent
    await rowOf(page, finished.taskNumber).getByText('张三').click()
    await page.getByRole('heading', { name: `工单 ${finished.taskNumber}` }).waitFor()
    await page.getByRole('tab', { name: '处理记录', selected: true }).waitFor()
    const calls = page.getByRole('region', { name: '呼叫记录' })
    await calls.getByRole('row', { name: /是 坐席挂断$/ }).waitFor()
    // Its recordings are open below it.
    await calls.getByRole('link', { name: /下载/ }).first().waitFor()
    await page.getByRole('link', { name: '返回列表' }).click()
    await page.getByRole('heading', { name: '通话历史' }).waitFor()
  })

  it('shows an agent the own calls only, and an auditor all of them', async () => {
    await auditor.page.goto(`${stack.url}/call-history`)
    await untilRows(auditor, 2)
  })
})

describe('the audit log', () => {
  it('is not shown to agents and administrators', async () => {
    const admin = await openPerson()
    try {
      await signIn(admin.page, stack, 'admin')
      for (const { page } of [agent, admin]) {
        expect(await page.getByRole('link', { name: '审计' }).count()).toBe(0)
        await page.goto(`${stack.url}/audit`)
        await page.getByText('您没有权限进行此操作').first().waitFor()
        expect(await rowsOf(page).count()).toBe(0)
      }
    } finally {
      await admin.close()
    }
  })

  it('tells the auditor who did what, when and from where', async () => {
    const { page } = auditor
    await page.getByRole('link', { name: '审计' }).click()
    await page.getByRole('region', { name: '防篡改链' }).getByText('已跟上').waitFor()
    await page.getByRole('searchbox', { name: '搜索' }).fill(finished.taskNumber)
    await page.keyboard.press('Enter')
    for (const action of ['新建工单', '客户同意录音录像', '接听', '通话结束', '填写通话状态'])
      await rowsOf(page)
        .filter({ hasText: action })
        .filter({ hasText: finished.taskNumber })
        .first()
        .waitFor()
    const created = rowOf(page, '新建工单')
    await created.getByText('张三').waitFor()
    await created.getByText(/127\.0\.0\.1|::1/).waitFor()
    await created.getByText('新建工单').click()
    await created.getByRole('button', { expanded: true }).waitFor()
    expect(await page.getByText(manualsOrder.idNumber).count()).toBe(0)
  })

  it('is filtered by person and action; the search itself stands in it', async () => {
    const { page } = auditor
    await button(page, '清空').click()
    await button(page, '筛选').click()
    const panel = page.getByRole('region', { name: '筛选条件' })
    await panel.getByRole('combobox', { name: '操作', exact: true }).fill('查询审计')
    await choose(panel, '操作', '查询审计日志')
    await rowOf(page, '李四').waitFor()
    await choose(panel, '操作人', '张三')
    await untilRows(auditor, 0)
    await button(page, '清空').click()
    await rowOf(page, '张三').waitFor()
  })

  it('is exported by who may read it', async () => {
    const { page } = auditor
    await button(page, '导出').click()
    const drawer = page.getByRole('dialog', { name: '导出记录' })
    await drawer.getByText('已完成').waitFor()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      drawer.getByRole('link', { name: /^下载 / }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(/\.xlsx$/)
  })
})
