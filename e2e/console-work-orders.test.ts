import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { WorkOrder } from '@veridesk/contract'
import { createOrder, manualsOrder, read, signIn } from './support/agent.ts'
import { openPerson, type Person } from './support/browsers.ts'
import { addOrders, button, choose, dialog, rowOf, rowsOf } from './support/console.ts'
import { startStack, type Stack } from './support/stack.ts'
import { until } from './support/until.ts'

let stack: Stack
let agent: Person
let admin: Person

const fields = {
  ...manualsOrder,
  insuredName: '欧阳小闲',
  contactPhone: '15912340007',
  caseNumber: 'CASE-7001',
  policyNumber: 'POL-7001',
}

beforeAll(async () => {
  stack = await startStack()
  ;[agent, admin] = await Promise.all([openPerson(), openPerson()])
  await Promise.all([signIn(agent.page, stack, 'agent1'), signIn(admin.page, stack, 'admin')])
}, 240_000)
afterAll(async () => {
  await agent?.close()
  await admin?.close()
  await stack?.stop()
})

const openList = (person: Person) => person.page.goto(`${stack.url}/work-orders`)

async function orderOf(caseNumber: string): Promise<WorkOrder> {
  const { items } = await read(agent.page, 'GET /api/work-orders')
  const row = items.find((item) => item.caseNumber === caseNumber)
  if (!row) throw new Error(`no order ${caseNumber} on the first page`)
  return read(agent.page, 'GET /api/work-orders/:id', { id: row.id })
}

async function openOrder(person: Person, id: string) {
  await person.page.goto(`${stack.url}/work-orders/${id}`)
  await person.page.getByRole('region', { name: '短信通知' }).waitFor()
}

/** Searches, and waits until these many rows are what is left of the list. */
async function find(words: string, count: number) {
  const { page } = agent
  await page.getByRole('searchbox', { name: '搜索' }).fill(words)
  await page.keyboard.press('Enter')
  await page.getByRole('group', { name: '筛选条件' }).getByText(`搜索：${words}`).waitFor()
  await until(`${count} rows for ${words}`, 10_000, async () => {
    const old = await page.locator('[aria-busy="true"]').count()
    return old === 0 && (await rowsOf(page).count()) === count
  })
}

describe('the list', () => {
  beforeAll(async () => {
    await addOrders(agent.page, 8_001, 24)
    await createOrder(agent.page, fields)
    await openList(agent)
  })

  it('is read in pages of twenty, forth and back', async () => {
    const { page } = agent
    await until('a page', 10_000, async () => (await rowsOf(page).count()) === 20)
    const first = await rowsOf(page).first().textContent()
    const paging = page.getByRole('navigation', { name: '翻页' })
    expect(await button(paging, '上一页').isDisabled()).toBe(true)
    await button(paging, '下一页').click()
    await until('the last page', 10_000, async () => (await rowsOf(page).count()) === 7)
    expect(await button(paging, '下一页').isDisabled()).toBe(true)
    await page.reload()
    await until('the same page', 10_000, async () => (await rowsOf(page).count()) === 7)
    await page.goBack()
    await until('the first page', 10_000, async () => (await rowsOf(page).count()) === 20)
    expect(await rowsOf(page).first().textContent()).toBe(first)
  })

  it('finds an order by each of its numbers, the phone, the ID number and the name', async () => {
    const { taskNumber } = await orderOf(fields.caseNumber)
    const { page } = agent
    for (const words of [
      taskNumber,
      fields.caseNumber,
      fields.policyNumber,
      fields.contactPhone,
      fields.idNumber,
      fields.insuredName,
      'CASE-70',
      '欧阳小',
    ]) {
      await find(words, 1)
      await rowOf(page, fields.caseNumber).waitFor()
    }
    await find('%_\'";--', 0)
    await page.getByText('没有符合条件的记录。').waitFor()
    await page.getByRole('button', { name: '移除筛选条件：搜索' }).click()
    await until('all again', 10_000, async () => (await rowsOf(page).count()) === 20)
  })

  it('keeps what names a person out of the address', async () => {
    await find(fields.idNumber, 1)
    expect(agent.page.url()).not.toContain(fields.idNumber)
    await agent.page.getByRole('button', { name: '清空' }).click()
  })

  it('is filtered by handler, business type and time, each to be taken away again', async () => {
    const { page } = agent
    await button(page, '筛选').click()
    const panel = page.getByRole('region', { name: '筛选条件' })
    const chips = page.getByRole('group', { name: '筛选条件' })
    await choose(panel, '业务类型', '理赔')
    await rowOf(page, '16040801').waitFor()
    await until('one of 理赔', 10_000, async () => (await rowsOf(page).count()) === 1)
    await chips.getByText('业务类型：理赔').waitFor()
    await choose(panel, '处理人', '我（张三）')
    await choose(panel, '时间范围', '今天')
    await chips.getByText('处理人：我（张三）').waitFor()
    expect(await rowsOf(page).count()).toBe(1)
    await choose(panel, '时间范围', '昨天')
    await page.getByText('没有符合条件的记录。').waitFor()
    await button(chips, '清空').click()
    await until('all again', 10_000, async () => (await rowsOf(page).count()) === 20)
  })

  it('is sorted by creation and by update, both ways', async () => {
    const { page } = agent
    const heading = (name: string) => page.getByRole('columnheader', { name })
    expect(await heading('创建时间').getAttribute('aria-sort')).toBe('descending')
    await heading('创建时间').click()
    await rowsOf(page).first().filter({ hasText: '20201234' }).waitFor()
    expect(await heading('创建时间').getAttribute('aria-sort')).toBe('ascending')
    await heading('更新时间').click()
    await rowsOf(page).first().filter({ hasText: fields.caseNumber }).waitFor()
    expect(await heading('更新时间').getAttribute('aria-sort')).toBe('descending')
  })
})

describe('an order', () => {
  const field = (person: Person, name: string) => person.page.getByLabel(name, { exact: true })

  it('is edited and saved, and 处理记录 says what became of what', async () => {
    const { page } = agent
    const { id } = await orderOf(fields.caseNumber)
    await openOrder(agent, id)
    expect(await button(page, '保存').getAttribute('aria-disabled')).toBe('true')
    await field(agent, '被保险人').fill('欧阳大闲')
    await field(agent, '保单号').fill('POL-7000')
    await page.getByText('有未保存的修改').waitFor()
    await button(page, '保存').click()
    await page.getByText('工单已保存').waitFor()
    await page.reload()
    await until(
      'the new name',
      10_000,
      async () => (await field(agent, '被保险人').inputValue()) === '欧阳大闲',
    )
    await page.getByRole('tab', { name: '处理记录' }).click()
    await page.getByText('表格', { exact: true }).click()
    const operations = page.getByRole('region', { name: '操作记录' })
    await operations.getByText('保单号：POL-7001 → POL-7000').waitFor()
  })

  it('is not overwritten by a stale edit: both see whose it was, and both edits stand', async () => {
    const { page } = agent
    const { id } = await orderOf(fields.caseNumber)
    await Promise.all([openOrder(agent, id), openOrder(admin, id)])
    await field(agent, '被保险人').fill('欧阳新闲')
    await field(admin, '保单号').fill('POL-7002')
    await button(admin.page, '保存').click()
    await admin.page.getByText('工单已保存').waitFor()
    await page.getByText('您编辑期间，管理员修改了这张工单。').waitFor()
    await button(page, '查看并处理').click()
    const question = dialog(page, '工单已被他人修改')
    const row = question.getByRole('row', { name: /保单号/ })
    for (const words of ['POL-7000', 'POL-7002', '管理员']) await row.getByText(words).waitFor()
    await button(question, '重新应用我的修改').click()
    await button(page, '保存').click()
    await page.getByText('工单已保存').waitFor()
    expect(await read(page, 'GET /api/work-orders/:id', { id })).toMatchObject({
      insuredName: '欧阳新闲',
      policyNumber: 'POL-7002',
    })
    await until(
      'the other one sees it at once',
      5_000,
      async () => (await field(admin, '被保险人').inputValue()) === '欧阳新闲',
    )
  })

  it('asks before it is left with something unsaved', async () => {
    const { page } = agent
    await field(agent, '被保险人').fill('某人')
    await page.getByRole('link', { name: '返回列表' }).click()
    const question = dialog(page, '有未保存的修改')
    await button(question, '继续编辑').click()
    expect(await field(agent, '被保险人').inputValue()).toBe('某人')
    await page.getByRole('link', { name: '返回列表' }).click()
    await button(question, '放弃修改并离开').click()
    await page.getByRole('heading', { name: '工单', exact: true }).waitFor()
  })

  it('has its SMS delivered, and sent again once it has cooled down', async () => {
    const { page } = agent
    const { id } = await orderOf(fields.caseNumber)
    await openOrder(agent, id)
    const panel = page.getByRole('region', { name: '短信通知' })
    await panel.getByText('已送达').waitFor()
    await stack.sql(`update sms_messages set created_at = created_at - interval '2 minutes'`)
    await page.reload()
    // While the kit's waiting sign goes away, the name begins with it.
    const send = page.getByRole('button', { name: /发送短信$/ })
    await until(
      'cooled down',
      10_000,
      async () => (await send.getAttribute('aria-disabled')) !== 'true',
    )
    await send.click()
    await page.getByText('短信已提交发送').waitFor()
    await page.getByText(/^\d+ 秒后可再次发送$/).waitFor()
    expect(await send.getAttribute('aria-disabled')).toBe('true')
    await panel.getByText('2 / 10 条').waitFor()
    await panel.getByText('已送达').waitFor()
  })

  it('says what to do where its SMS did not arrive', async () => {
    const { page } = agent
    await openList(agent)
    await createOrder(page, { ...fields, contactPhone: '13900000002', caseNumber: 'CASE-7009' })
    await openOrder(agent, (await orderOf('CASE-7009')).id)
    const panel = page.getByRole('region', { name: '短信通知' })
    await panel.getByText('短信未送达：客户手机关机或不在服务区').waitFor()
    await panel.getByText('请稍后再次发送，或致电其他联系方式。').waitFor()
  })

  it('takes remarks, in the tables of 处理记录 and in the timeline', async () => {
    const { page } = agent
    const { id } = await orderOf(fields.caseNumber)
    await openOrder(agent, id)
    const words = '客户要求下午再联系 =1+1 😀'
    await page.getByRole('textbox', { name: '备注内容' }).fill(words)
    await button(page, '提交备注').click()
    await page.getByText('备注已提交').waitFor()
    await page.getByRole('tab', { name: '处理记录' }).click()
    const remarks = page.getByRole('region', { name: '备注记录' })
    await remarks.getByRole('row', { name: new RegExp(`下午再联系.*张三`) }).waitFor()
    await page.getByRole('region', { name: '呼叫记录' }).getByText('还没有呼叫。').waitFor()
    await page.getByRole('region', { name: '上传记录' }).getByText('还没有上传。').waitFor()
    await page.getByText('时间线', { exact: true }).click()
    const line = page.getByRole('listitem')
    await line.filter({ hasText: words }).waitFor()
    for (const action of ['新建工单', '短信已送达', '保单号：POL-7001 → POL-7000'])
      await line.filter({ hasText: action }).first().waitFor()
    await page.getByText('表格', { exact: true }).click()
  })

  it('is revoked after a question, and then read only, in its own tab of the list', async () => {
    const { page } = agent
    const { id } = await orderOf(fields.caseNumber)
    await openOrder(agent, id)
    await button(page, '撤销').click()
    await button(dialog(page, '撤销'), '确定').click()
    await page.getByText('工单已撤销').waitFor()
    await until(
      'nothing to edit',
      10_000,
      async () => (await field(agent, '被保险人').count()) === 0,
    )
    await openList(agent)
    await page.getByRole('tab', { name: /^已撤销 1$/ }).click()
    await until('one row', 10_000, async () => (await rowsOf(page).count()) === 1)
    await rowOf(page, fields.caseNumber).getByRole('link', { name: '查看' }).click()
    await page.getByRole('heading', { name: /^工单 \d+$/ }).waitFor()
    await page.getByRole('link', { name: '返回列表' }).click()
    await page.getByRole('tab', { name: /^已撤销/, selected: true }).waitFor()
  })
})

describe('an export', () => {
  it('is not for agents', async () => {
    await openList(agent)
    await rowsOf(agent.page).first().waitFor()
    expect(await button(agent.page, '导出').count()).toBe(0)
  })

  it('runs in the background and is downloaded as an XLSX of what the list shows', async () => {
    const { page } = admin
    await openList(admin)
    await rowsOf(page).first().waitFor()
    await button(page, '导出').click()
    const drawer = dialog(page, '导出记录')
    await drawer.getByText('已完成').first().waitFor()
    await drawer.getByText('28 行').waitFor()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      drawer.getByRole('link', { name: /^下载 / }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(/\.xlsx$/)
    const bytes = await readFile(await download.path())
    // A ZIP whose first part is that of a workbook.
    expect(bytes.subarray(0, 4).toString('latin1')).toBe('PK\x03\x04')
    expect(bytes.includes('xl/worksheets/sheet1.xml')).toBe(true)
    await drawer.getByRole('button', { name: /^删除文件/ }).click()
    await until(
      'no file any more',
      10_000,
      async () => (await drawer.getByRole('link', { name: /^下载 / }).count()) === 0,
    )
  })
})
