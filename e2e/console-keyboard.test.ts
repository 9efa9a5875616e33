import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { read, signIn, untilState } from './support/agent.ts'
import { openPerson, type Person } from './support/browsers.ts'
import { addOrders, rowsOf } from './support/console.ts'
import { startStack, type Stack } from './support/stack.ts'
import { until } from './support/until.ts'

// Nobody touches the mouse in here: every step is a key.
let stack: Stack
let agent: Person

beforeAll(async () => {
  stack = await startStack()
  agent = await openPerson()
  await signIn(agent.page, stack, 'agent1')
  await addOrders(agent.page, 9_001, 3)
  await agent.page.goto(`${stack.url}/work-orders`)
  await rowsOf(agent.page).first().waitFor()
}, 240_000)
afterAll(async () => {
  await agent?.close()
  await stack?.stop()
})

const press = (key: string) => agent.page.keyboard.press(key)
const type = (words: string) => agent.page.keyboard.type(words)

/** What has the focus, as a screen reader names it. */
const focused = () =>
  agent.page.evaluate(() => {
    const element = document.activeElement
    if (!(element instanceof HTMLElement) || element === document.body) return ''
    const label =
      element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement
        ? element.labels?.[0]?.textContent
        : null
    const name = element.getAttribute('aria-label') ?? label ?? element.innerText
    return name.replaceAll(' ', '')
  })

/** Goes on with Tab (or back with Shift+Tab) until this has the focus. */
async function tabTo(name: string, key = 'Tab') {
  const passed: string[] = []
  for (let step = 0; step < 60; step += 1) {
    const here = await focused()
    if (here === name || here.startsWith(name)) return
    passed.push(here)
    await press(key)
  }
  throw new Error(`${key} did not come to ${name}: ${passed.join(', ')}`)
}

/** The entry of a menu that has the focus, in its own words. */
const focusedItem = () =>
  agent.page.evaluate(() => {
    const element = document.activeElement
    if (element?.getAttribute('role') !== 'menuitem') return ''
    return (element.textContent ?? '').replaceAll(' ', '')
  })

const focusIsVisible = () =>
  agent.page.evaluate(() => {
    const element = document.activeElement
    if (!element || element === document.body) return false
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element)
    const cell = element.querySelector('td')
    return (
      (outlineStyle !== 'none' && outlineWidth !== '0px') ||
      boxShadow !== 'none' ||
      (cell !== null && getComputedStyle(cell).boxShadow !== 'none')
    )
  })

describe('the list, by keyboard alone', () => {
  it('goes to the search box with /, searches with Enter and comes back to the rows', async () => {
    await press('/')
    expect(await focused()).toBe('搜索')
    await type('C9002')
    await press('Enter')
    await until('one row', 10_000, async () => (await rowsOf(agent.page).count()) === 1)
    await press('Control+A')
    await press('Delete')
    await press('Enter')
    await until('all rows', 10_000, async () => (await rowsOf(agent.page).count()) === 5)
  })

  it('walks the tabs by status with the arrows', async () => {
    await tabTo('全部')
    await press('ArrowRight')
    await press('Enter')
    await agent.page.getByRole('tab', { name: /^待处理/, selected: true }).waitFor()
    await press('ArrowLeft')
    await press('Enter')
    await agent.page.getByRole('tab', { name: /^全部/, selected: true }).waitFor()
    await until('all rows', 10_000, async () => (await rowsOf(agent.page).count()) === 5)
  })

  it('walks the rows, shows where it stands and opens one', async () => {
    await press('j')
    await press('j')
    await press('ArrowDown')
    await press('k')
    const second = rowsOf(agent.page).nth(1)
    expect(await second.evaluate((row) => row === document.activeElement)).toBe(true)
    expect(await focusIsVisible()).toBe(true)
    await press('Enter')
    await agent.page.getByRole('heading', { name: /^工单 \d+$/ }).waitFor()
    expect(await agent.page.getByLabel('案件号', { exact: true }).inputValue()).toBe('C9002')
  })
})

describe('the form, by keyboard alone', () => {
  it('edits a field and saves it with Enter', async () => {
    await tabTo('被保险人')
    expect(await focusIsVisible()).toBe(true)
    await press('Control+A')
    await type('李键盘')
    await press('Enter')
    await agent.page.getByText('工单已保存').waitFor()
  })

  it('adds a remark, where Enter only breaks the line', async () => {
    await tabTo('备注内容')
    await type('第一行')
    await press('Enter')
    await type('第二行')
    await tabTo('提交备注')
    await press('Enter')
    await agent.page.getByText('备注已提交').waitFor()
  })

  it('comes to 撤销, asks, and lets go with Escape', async () => {
    await tabTo('撤销')
    await press('Enter')
    await agent.page.getByRole('dialog', { name: '撤销' }).waitFor()
    await press('Escape')
    await agent.page.getByRole('dialog', { name: '撤销' }).waitFor({ state: 'hidden' })
    await until('the focus is where it was', 5_000, async () => (await focused()) === '撤销')
  })

  it('goes back to the list and creates an order', async () => {
    await tabTo('返回列表', 'Shift+Tab')
    await press('Enter')
    await rowsOf(agent.page).first().waitFor()
    await tabTo('新建')
    await press('Enter')
    const form = agent.page.getByRole('dialog', { name: '新建工单' })
    await form.waitFor()
    await tabTo('业务类型和项目')
    // Type and item are a tree: down opens it, right goes in, Enter takes.
    await press('ArrowDown')
    await agent.page.getByRole('menuitemcheckbox', { name: '保全' }).first().waitFor()
    await press('ArrowDown')
    await press('ArrowRight')
    await press('Enter')
    await tabTo('联系电话')
    await type('13612340001')
    await tabTo('案件号')
    await type('KEYS-1')
    await press('Enter')
    await form.waitFor({ state: 'hidden' })
    const { items } = await read(agent.page, 'GET /api/work-orders')
    expect(items[0]).toMatchObject({ caseNumber: 'KEYS-1', businessType: '保全' })
    await until('the focus is on its button again', 5_000, async () => (await focused()) === '新建')
  })

  it('keeps the focus inside the form while it is open', async () => {
    await press('Enter')
    const form = agent.page.getByRole('dialog', { name: '新建工单' })
    await form.waitFor()
    for (let step = 0; step < 20; step += 1) {
      await press('Tab')
      // Past the last field the browser's own buttons come first; nothing of the page behind does.
      const inside = await form.evaluate(
        (box) =>
          document.activeElement === document.body ||
          box.parentElement?.contains(document.activeElement),
      )
      expect(inside, `after ${step + 1} tabs on ${await focused()}`).toBe(true)
    }
    await press('Escape')
    await form.waitFor({ state: 'hidden' })
  })
})

describe('the own state, by keyboard alone', () => {
  it('goes to 暂放 with a reason and back to 空闲', async () => {
    await tabTo('坐席状态:空闲', 'Shift+Tab')
    expect(await focusIsVisible()).toBe(true)
    await press('Enter')
    await agent.page.getByRole('menuitem', { name: '暂放 · 培训' }).waitFor()
    // Past 空闲 and 用餐.
    for (const name of ['空闲', '暂放·用餐', '暂放·培训']) {
      await until(`the focus on ${name}`, 5_000, async () => {
        if ((await focusedItem()) === name) return true
        await press('ArrowDown')
        return false
      })
    }
    await press('Enter')
    await untilState(agent.page, '暂放 · 培训')
    await until('the focus on the button', 5_000, async () =>
      (await focused()).startsWith('坐席状态'),
    )
    await press('Enter')
    await until('the focus in the menu', 5_000, async () => (await focusedItem()) !== '')
    await press('Home')
    await until('the focus on 空闲', 5_000, async () => (await focusedItem()) === '空闲')
    await press('Enter')
    await untilState(agent.page, '空闲')
  })
})
