import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Locator, Page } from 'playwright-core'
import { answer, findOrder, read, signIn, untilState } from './support/agent.ts'
import { openPerson, type Person } from './support/browsers.ts'
import { addOrders, button, dialog } from './support/console.ts'
import { queueUp } from './support/customer.ts'
import { startStack, type Stack } from './support/stack.ts'
import { until } from './support/until.ts'

// SCREENSHOTS=<folder> keeps pictures of the board there, to be looked at.
const folder = process.env['SCREENSHOTS']

let stack: Stack
let admin: Person
let one: Person
let two: Person
const callers: Person[] = []
const orders: { taskNumber: string; id: string; link: string }[] = []

beforeAll(async () => {
  stack = await startStack()
  await stack.sql("update accounts set grants = array['audit'] where username = 'admin'")
  // Nothing is to happen by itself while one looks, however slow the machine is.
  await stack.sql(
    "insert into settings (key, value) values ('ringSeconds', '300'), ('leaseSeconds', '60')",
  )
  ;[admin, one, two] = await Promise.all([openPerson(), openPerson(), openPerson()])
  await signIn(one.page, stack, 'agent1')
  await signIn(admin.page, stack, 'admin')
  await addOrders(one.page, 7_001, 3)
  for (const number of [7_001, 7_002, 7_003]) {
    const { order, link } = await findOrder(one.page, `C${number}`)
    orders.push({ taskNumber: order.taskNumber, id: order.id, link })
    callers.push(await openPerson({ phone: true }))
  }
  // Six browsers at once.
  for (const { page } of [admin, one, two, ...callers]) page.setDefaultTimeout(60_000)
  await admin.page.getByRole('link', { name: '实时监控' }).click()
  await admin.page.getByText('没有客户在排队。').waitFor()
}, 240_000)
afterAll(async () => {
  for (const person of [admin, one, two, ...callers]) await person?.close()
  await stack?.stop()
})

const list = (name: string): Locator =>
  admin.page.getByRole('region', { name: new RegExp(`^${name} \\d+$`) })
const rowOf = (name: string, caller: number): Locator =>
  list(name)
    .getByRole('row')
    .filter({ hasText: orders[caller]?.taskNumber ?? '' })
const pageOf = (caller: number): Page => callers[caller]?.page ?? expect.fail('no such caller')
const callIn = async (caller: number) => queueUp(pageOf(caller), orders[caller]?.link ?? '')
const callsOf = async (caller: number) =>
  (await read(admin.page, 'GET /api/work-orders/:id/records', { id: orders[caller]?.id ?? '' }))
    .calls

async function picture(name: string) {
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  await admin.page.screenshot({ path: path.join(folder, `board-${name}.png`), fullPage: true })
}

/** Presses a row's button, checks what is said, and does it. */
async function force(row: Locator, act: '结束' | '重新排队', says: readonly string[]) {
  await button(row, act).click()
  const asked = dialog(admin.page, act === '结束' ? /^结束/ : /^将/)
  for (const sentence of says) await asked.getByText(sentence).waitFor()
  await asked.getByLabel('原因').fill('试验')
  await picture(`ask-${act === '结束' ? 'end' : 'requeue'}`)
  await button(asked, act).click()
  await asked.waitFor({ state: 'hidden' })
}

describe('实时监控', () => {
  it('shows who waits, who rings and who talks, without a reload', async () => {
    await callIn(0)
    await answer(one.page)
    await rowOf('通话', 0).getByText('张三').waitFor()
    await signIn(two.page, stack, 'agent2')
    await callIn(1)
    await two.page.getByRole('button', { name: '接听' }).waitFor()
    await rowOf('响铃', 1).getByText('李四').waitFor()
    await callIn(2)
    await rowOf('排队', 2).waitFor()
    // Both sides' media, as the media host sees them.
    await until('both sides are well', 60_000, async () => {
      return (await rowOf('通话', 0).getByText('正常').count()) === 2
    })
    await admin.page.getByRole('status').filter({ hasText: '实时' }).waitFor()
    await admin.page.getByRole('button', { name: /^忙碌\s*1$/ }).waitFor()
    await picture('live')
  })

  it('counts on by itself', async () => {
    const waited = () => rowOf('排队', 2).getByRole('cell').nth(4).textContent()
    const before = await waited()
    expect(before).toMatch(/^\d\d:\d\d$/)
    await until('another second is shown', 5_000, async () => (await waited()) !== before)
  })

  it('shows agents of one state, and calls and agents of one group', async () => {
    await admin.page.getByRole('button', { name: /^忙碌/ }).click()
    const busy = list('坐席 · 忙碌')
    await busy.getByText('张三').waitFor()
    await busy.getByText('李四').waitFor({ state: 'hidden' })
    await admin.page.getByRole('button', { name: /^忙碌/ }).click()
    await list('坐席').getByText('李四').waitFor()
    await admin.page.keyboard.press('/')
    await admin.page.keyboard.type('理赔')
    await admin.page.keyboard.press('Enter')
    await admin.page.getByText('没有客户在排队。').waitFor()
    await list('坐席').getByText('李四').waitFor({ state: 'hidden' })
    expect(new URL(admin.page.url()).searchParams.get('group')).not.toBeNull()
    await admin.page.goto(`${stack.url}/board`)
    await rowOf('排队', 2).waitFor()
  })

  it('walks the calls by keyboard and opens one', async () => {
    await admin.page.keyboard.press('j')
    await admin.page.keyboard.press('Enter')
    await admin.page.waitForURL(new RegExp(`/work-orders/${orders[2]?.id}/records`))
    await admin.page.goto(`${stack.url}/board`)
    await rowOf('排队', 2).waitFor()
  })

  it('takes a ring back', async () => {
    await force(rowOf('响铃', 1), '重新排队', ['客户回到原来的位置', '不计为漏接'])
    const [call] = await callsOf(1)
    const offers = await read(admin.page, 'GET /api/calls/:id/offers', { id: call?.id ?? '' })
    expect(offers.items[0]?.outcome).toBe('withdrawn')
    // Still idle: it is the second agent's turn again.
    await answer(two.page)
    await rowOf('通话', 1).getByText('李四').waitFor()
  })

  it('puts the customer of an active call back, before whoever came later', async () => {
    await force(rowOf('通话', 0), '重新排队', ['客户按最初的排队时间回到队列', '张三'])
    await picture('requeued')
    await untilState(one.page, '话后处理')
    await pageOf(0).getByRole('button', { name: '取消排队' }).waitFor()
    await rowOf('排队', 0).waitFor()
    const numbers = await list('排队').getByRole('row').locator('a').allTextContents()
    expect(numbers).toEqual([orders[0]?.taskNumber, orders[2]?.taskNumber])
    await list('坐席').getByRole('row').filter({ hasText: '张三' }).getByText('话后处理').waitFor()
    expect((await callsOf(0)).map(({ endReason }) => endReason)).toContain('force-requeued')
  })

  it('ends a call that waits, and the customer is told', async () => {
    await force(rowOf('排队', 2), '结束', ['客户会离开队列', '没有坐席受影响'])
    await pageOf(2).getByText('管理员已结束本次通话。').waitFor()
    await rowOf('排队', 2).waitFor({ state: 'hidden' })
    expect((await callsOf(2)).map(({ endReason }) => endReason)).toEqual(['force-ended'])
  })

  it('says that a call has ended already', async () => {
    await button(rowOf('排队', 0), '结束').click()
    const asked = dialog(admin.page, /^结束/)
    const { page } = callers[0] ?? expect.fail('no such caller')
    await page.getByRole('button', { name: '取消排队' }).click()
    const sure = page.getByRole('button', { name: /确定取消|确定/ })
    if (await sure.isVisible()) await sure.click()
    await rowOf('排队', 0).waitFor({ state: 'hidden' })
    await button(asked, '结束').click()
    await asked.getByRole('alert').getByText('通话已结束。').waitFor()
    await button(asked, '取消').click()
  })

  it('says when it is not live, and is live again by itself', async () => {
    stack.kill('app')
    await admin.page.getByRole('status').filter({ hasText: '非实时，停留在' }).waitFor()
    await picture('not-live')
    await stack.untilReady(30_000)
    await admin.page
      .getByRole('status')
      .filter({ hasText: /^实时$/ })
      .waitFor()
  })
})

describe('afterwards', () => {
  it('the audit log names what the administrator did', async () => {
    await admin.page.goto(`${stack.url}/audit`)
    const names = admin.page.locator('tr[data-row-key]')
    await names.filter({ hasText: '管理员强制结束' }).first().waitFor()
    expect(await names.filter({ hasText: '管理员重新排队' }).count()).toBe(2)
  })

  it('the record of a call says why it rang for whom', async () => {
    const { items } = await read(admin.page, 'GET /api/calls')
    const first = items.find(
      ({ endReason, workOrderId }) =>
        endReason === 'force-requeued' && workOrderId === orders[0]?.id,
    )
    await admin.page.goto(`${stack.url}/work-orders/${orders[0]?.id}/records?call=${first?.id}`)
    const why = admin.page.getByRole('region', { name: '分配说明' })
    await why.getByText('向 张三').waitFor()
    await why.getByText('已接听').waitFor()
    await why.getByText(/^熟客优先/).waitFor()
    await why.getByText('当时可以接听的坐席').click()
    await why.getByRole('listitem').filter({ hasText: '尚未接听过' }).first().waitFor()
    await picture('offers')
  })
})
