import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { read, signIn } from './support/agent.ts'
import { seriousFaults } from './support/axe.ts'
import { openPerson, type Person } from './support/browsers.ts'
import { addOrders, button, makeAuditor, rowsOf, write } from './support/console.ts'
import { startStack, type Stack } from './support/stack.ts'

// SCREENSHOTS=<folder> keeps a picture of every screen there, to be looked at.
const folder = process.env['SCREENSHOTS']
const sizes = [
  { width: 1440, height: 900 },
  { width: 1280, height: 720 },
] as const
const languages = { zh: '中文', en: 'English' } as const
type Language = keyof typeof languages

/** A screen: its address, and what is opened on it in words of both languages. */
interface Screen {
  readonly name: string
  readonly at: string
  readonly open?: (person: Person, language: Language) => Promise<void>
}

let stack: Stack
let agent: Person
let admin: Person
let auditor: Person
let orderId: string
const said = new Map<Person, string[]>()

beforeAll(async () => {
  stack = await startStack()
  await makeAuditor(stack)
  ;[agent, admin, auditor] = await Promise.all([openPerson(), openPerson(), openPerson()])
  await Promise.all([
    signIn(agent.page, stack, 'agent1'),
    signIn(admin.page, stack, 'admin'),
    signIn(auditor.page, stack, 'agent2'),
  ])
  await addOrders(agent.page, 6_001, 24)
  const { items } = await read(agent.page, 'GET /api/work-orders')
  orderId = items[0]?.id ?? ''
  const order = await read(agent.page, 'GET /api/work-orders/:id', { id: orderId })
  await write(agent.page, 'PUT /api/work-orders/:id', {
    params: { id: orderId },
    body: {
      version: order.version,
      businessItemId: order.businessItemId,
      insuredName: '司马相如阿卜杜拉',
      contactPhone: order.contactPhone,
      idNumber: '654646464646565',
      caseNumber: 'A-VERY-LONG-CASE-NUMBER-OF-40-SIGNS-0001',
      policyNumber: 'P6024',
    },
  })
  await setTheQueue()
  for (const person of [agent, admin, auditor]) {
    const words: string[] = []
    said.set(person, words)
    person.page.on('console', (message) => {
      if (message.type() === 'error') words.push(`${message.text()} at ${message.location().url}`)
    })
    person.page.on('pageerror', (error) => words.push(String(error)))
  }
}, 240_000)
afterAll(async () => {
  for (const person of [agent, admin, auditor]) await person?.close()
  await stack?.stop()
})

/** A group with every rule, a holiday and a moved working day: what the settings show then. */
async function setTheQueue() {
  const { items } = await read(admin.page, 'GET /api/groups')
  const group = items.find(({ name }) => name === '保全组')
  const other = items.find(({ name }) => name === '理赔组')
  if (!group || !other) throw new Error('the groups of the demo are missing')
  await write(admin.page, 'PUT /api/groups/:id', {
    params: { id: group.id },
    body: {
      version: group.version,
      name: group.name,
      itemIds: group.itemIds,
      memberIds: group.members.map(({ id }) => id),
      ringSeconds: 15,
      wrapUpSeconds: 120,
      queueLimit: 20,
      overflow: { groupId: other.id, afterSeconds: 90 },
      hours: [
        { days: [1, 2, 3, 4, 5], from: '08:30', to: '20:00' },
        { days: [6, 7], from: '09:00', to: '17:30' },
      ],
    },
  })
  const year = new Date().getFullYear()
  for (const [index, likeWeekday] of [null, 5].entries()) {
    const { version } = await read(admin.page, 'GET /api/calendar', {}, { year: String(year) })
    await write(admin.page, 'PUT /api/calendar/:day', {
      params: { day: `${year}-10-0${index + 1}` },
      body: { version, name: '国庆节', likeWeekday },
    })
  }
}

async function speak({ page }: Person, language: Language) {
  await page.goto(`${stack.url}/work-orders`)
  await page.getByRole('button', { name: /^(账号菜单|Account menu)/ }).click()
  await page.getByRole('menuitem', { name: languages[language], exact: true }).click()
  await page.locator(`html[lang^=${language}]`).waitFor()
}

const press =
  (zh: string, en: string) =>
  async ({ page }: Person, language: Language) => {
    await button(page, language === 'zh' ? zh : en)
      .first()
      .click()
    await page.getByRole('dialog').first().waitFor()
  }

const order: readonly Screen[] = [
  { name: 'order', at: '/work-orders/:id' },
  { name: 'order-photos', at: '/work-orders/:id/photos' },
  { name: 'order-records', at: '/work-orders/:id/records' },
]
const settings: readonly Screen[] = [
  'accounts',
  'groups',
  'business-types',
  'queue',
  'calendar',
  'pause-reasons',
  'notice',
  'sms',
  'wechat',
  'institution',
].map((part) => ({ name: `settings-${part}`, at: `/settings/${part}` }))
const lists: readonly Screen[] = [
  { name: 'orders', at: '/work-orders' },
  {
    name: 'orders-filters',
    at: '/work-orders?status=pending',
    open: ({ page }, language) => button(page, language === 'zh' ? '筛选' : 'Filter').click(),
  },
  { name: 'calls', at: '/call-history' },
]

const screensOf: Record<'agent' | 'admin' | 'auditor', readonly Screen[]> = {
  agent: [
    ...lists,
    { name: 'orders-create', at: '/work-orders', open: press('新建', 'New') },
    ...order,
    { name: 'outbox', at: '/sms-outbox' },
    { name: 'missing', at: '/nowhere' },
  ],
  admin: [
    ...lists,
    ...order,
    { name: 'board', at: '/board' },
    ...settings,
    { name: 'accounts-create', at: '/settings/accounts', open: press('新建', 'New') },
    { name: 'accounts-import', at: '/settings/accounts', open: press('批量导入', 'Import') },
    { name: 'groups-create', at: '/settings/groups', open: press('新建', 'New') },
    { name: 'types-create', at: '/settings/business-types', open: press('新建', 'New') },
    {
      name: 'queue-edit',
      at: '/settings/queue',
      open: press('编辑排队与振铃', 'Edit queue and ringing'),
    },
    {
      name: 'groups-edit',
      at: '/settings/groups',
      open: async (person, language) => {
        await press('编辑 保全组', 'Edit 保全组')(person, language)
        await person.page
          .getByRole('dialog')
          .getByRole('group', { name: language === 'zh' ? '时段 1' : 'Row 1' })
          .scrollIntoViewIfNeeded()
      },
    },
    { name: 'calendar-create', at: '/settings/calendar', open: press('新建', 'New') },
    { name: 'pause-reasons-create', at: '/settings/pause-reasons', open: press('新建', 'New') },
    { name: 'notice-edit', at: '/settings/notice', open: press('编辑', 'Edit') },
    { name: 'sms-edit', at: '/settings/sms', open: press('修改限制', 'Change limits') },
    { name: 'institution-edit', at: '/settings/institution', open: press('编辑', 'Edit') },
    { name: 'exports', at: '/work-orders', open: press('导出记录', 'Exports') },
  ],
  // The lists and the order look as they do to an administrator, buttons apart.
  auditor: [
    ...lists.slice(0, 1),
    ...order.slice(0, 1),
    { name: 'board', at: '/board' },
    ...settings,
    { name: 'audit', at: '/audit' },
  ],
}

/** Goes there and says what is wrong with it; nothing is the aim. */
async function look(person: Person, role: string, screen: Screen, language: Language) {
  const { page } = person
  await page.goto(`${stack.url}${screen.at.replace(':id', orderId)}`)
  await page.getByRole('heading').or(page.locator('.ant-result-title')).first().waitFor()
  await screen.open?.(person, language)
  await page.waitForFunction(
    () =>
      !document.querySelector('.ant-skeleton, .ant-spin-spinning') &&
      document.getAnimations().every(({ playState }) => playState !== 'running'),
  )
  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  )
  const { width } = page.viewportSize() ?? sizes[0]
  if (folder) {
    mkdirSync(folder, { recursive: true })
    await page.screenshot({
      path: path.join(folder, `${role}-${screen.name}-${language}-${width}.png`),
    })
  }
  // In English the same elements hold other words: what can differ is the room they take.
  const faults = language === 'zh' ? await seriousFaults(page) : []
  return [...(wide ? [`is wider than ${width} pixels`] : []), ...faults].map(
    (fault) => `${role} ${screen.name} ${language} ${width}: ${fault}`,
  )
}

describe.each(['agent', 'admin', 'auditor'] as const)('every screen, as %s', (role) => {
  it.each(['zh', 'en'] as const)('has no serious fault in %s', async (language) => {
    const person = { agent, admin, auditor }[role]
    await speak(person, language)
    const faults: string[] = []
    // Chinese in the larger window and English, whose words are longer, in the smaller one; for pictures all four.
    for (const size of folder ? sizes : [sizes[language === 'zh' ? 0 : 1]]) {
      await person.page.setViewportSize(size)
      for (const screen of screensOf[role])
        faults.push(...(await look(person, role, screen, language)))
    }
    expect([...faults, ...(said.get(person) ?? [])]).toEqual([])
  })
})

describe('the pages before the sign-in', () => {
  it.each(['zh', 'en'] as const)('have no serious fault in %s', async (language) => {
    const stranger = await openPerson()
    try {
      await stranger.page.goto(`${stack.url}/sign-in`)
      await stranger.page.getByText(languages[language], { exact: true }).click()
      await stranger.page.locator(`html[lang^=${language}]`).waitFor()
      const faults: string[] = []
      for (const screen of [
        { name: 'sign-in', at: '/sign-in' },
        { name: 'signed-out', at: '/signed-out' },
      ])
        faults.push(...(await look(stranger, 'nobody', screen, language)))
      expect(faults).toEqual([])
    } finally {
      await stranger.close()
    }
  })
})

describe('what is not for everybody', () => {
  it('is not offered, and refused where somebody types its address', async () => {
    const { page } = agent
    await speak(agent, 'zh')
    const menu = page.getByRole('navigation', { name: '主导航' })
    await rowsOf(page).first().waitFor()
    expect(await menu.getByRole('link').allTextContents()).toEqual([
      '工单',
      '通话历史',
      '短信发件箱',
    ])
    for (const address of ['/settings/accounts', '/audit']) {
      await page.goto(stack.url + address)
      await page.getByText('您没有权限进行此操作').first().waitFor()
    }
    await speak(auditor, 'zh')
    await auditor.page.goto(`${stack.url}/settings/accounts`)
    await auditor.page.getByRole('button', { name: '查看 张三' }).waitFor()
    for (const words of ['新建', '批量导入'])
      expect(await button(auditor.page, words).count()).toBe(0)
  })
})
