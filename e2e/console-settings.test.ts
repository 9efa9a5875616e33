import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  answer,
  createOrder,
  findOrder,
  manualsOrder,
  signIn,
  untilState,
} from './support/agent.ts'
import { openPerson, type Person } from './support/browsers.ts'
import { button, dialog, rowOf, rowsOf } from './support/console.ts'
import { queueUp } from './support/customer.ts'
import { startStack, type Stack } from './support/stack.ts'
import { until } from './support/until.ts'

let stack: Stack
let admin: Person
let agent: Person
let customer: Person

beforeAll(async () => {
  stack = await startStack()
  ;[admin, agent, customer] = await Promise.all([
    openPerson(),
    openPerson(),
    openPerson({ phone: true }),
  ])
  await signIn(admin.page, stack, 'admin')
}, 240_000)
afterAll(async () => {
  await admin?.close()
  await agent?.close()
  await customer?.close()
  await stack?.stop()
})

async function openPart(part: string) {
  await admin.page.goto(`${stack.url}/settings/${part}`)
  await admin.page.getByRole('heading', { level: 1 }).waitFor()
}

/** The drawer that opens, saved. */
async function save(name: string | RegExp) {
  const drawer = dialog(admin.page, name)
  await button(drawer, '保存').click()
  await drawer.waitFor({ state: 'hidden' })
}

/** What is behind 更多 of an account. */
async function more(name: string, act: string) {
  await admin.page.getByRole('button', { name: `更多 ${name}` }).click()
  await admin.page.getByRole('menuitem', { name: act }).click()
}

async function typeCredentials({ page }: Person, username: string, password: string) {
  await page.goto(`${stack.url}/sign-in`)
  await page.getByLabel('账号').fill(username)
  await page.getByLabel('密码').fill(password)
  await page.getByRole('button', { name: '登录' }).click()
}

describe('an account', () => {
  let first = ''

  it('is created with a first password that is shown once', async () => {
    const { page } = admin
    await openPart('accounts')
    await button(page, '新建').click()
    const drawer = dialog(page, '新建账号')
    await drawer.getByLabel('账号', { exact: true }).fill('wangwu')
    await drawer.getByLabel('姓名').fill('王五')
    await drawer.getByLabel('手机号').fill('13812345678')
    first = await drawer.getByLabel('初始密码').inputValue()
    expect(first.length).toBeGreaterThanOrEqual(10)
    await button(drawer, '保存').click()
    const shown = dialog(page, '账号已创建：王五')
    await shown.getByText(first, { exact: true }).waitFor()
    await button(shown, '我已记下').click()
    await rowOf(page, 'wangwu').getByText('138****5678').waitFor()
    await rowOf(page, 'wangwu').getByText('离线').waitFor()
  })

  it('must change it at the first sign-in, and may do nothing before', async () => {
    const { page } = agent
    await typeCredentials(agent, 'wangwu', first)
    await page.getByRole('heading', { name: '请修改密码' }).waitFor()
    await page.goto(`${stack.url}/work-orders`)
    await page.getByRole('heading', { name: '请修改密码' }).waitFor()
    await page.getByLabel('当前密码').fill(first)
    await page.getByLabel('新密码').fill(first)
    await page.getByLabel('确认密码').fill('something-else')
    await button(page, '确定').click()
    await page.getByText('新密码不能与当前密码相同').waitFor()
    await page.getByText('两次输入的密码不一致').waitFor()
    for (const name of ['新密码', '确认密码']) await page.getByLabel(name).fill(stack.password)
    await button(page, '确定').click()
    await page.getByRole('heading', { name: '工单', exact: true }).waitFor()
    await rowOf(admin.page, 'wangwu').getByText('在线').waitFor()
  })

  it('is edited, and the person sees the new name', async () => {
    const { page } = admin
    await page.getByRole('button', { name: '编辑 王五' }).click()
    const drawer = dialog(page, '编辑账号：王五')
    await drawer.getByLabel('姓名').fill('王小五')
    await drawer.getByRole('checkbox', { name: /^监听介入/ }).check()
    await save('编辑账号：王五')
    await rowOf(page, '王小五').getByText('监听介入').waitFor()
    await agent.page.reload()
    await agent.page.getByRole('button', { name: '账号菜单: 王小五' }).waitFor()
  })

  it('is put out by 踢出: the other browser is out within two seconds', async () => {
    const { page } = admin
    await page.getByRole('button', { name: '踢出 王小五' }).click()
    const question = dialog(page, '踢出 王小五（wangwu）？')
    const out = agent.page.getByText('管理员已让您退出登录。').waitFor({ timeout: 10_000 })
    await button(question, '踢出').click()
    const started = performance.now()
    await out
    expect(performance.now() - started).toBeLessThan(2_000)
    await rowOf(page, 'wangwu').getByText('离线').waitFor()
  })

  it('cannot sign in while disabled, and can again after', async () => {
    await more('王小五', '禁用')
    await button(dialog(admin.page, '禁用 王小五（wangwu）？'), '禁用').click()
    await rowOf(admin.page, 'wangwu').getByText('已禁用').waitFor()
    await typeCredentials(agent, 'wangwu', stack.password)
    await agent.page.getByText('该账号已被禁用。').waitFor()
    await more('王小五', '启用')
    await button(dialog(admin.page, '启用 王小五（wangwu）？'), '启用').click()
    await rowOf(admin.page, 'wangwu').getByText('离线').waitFor()
    await typeCredentials(agent, 'wangwu', stack.password)
    await agent.page.getByRole('heading', { name: '工单', exact: true }).waitFor()
  })

  it('has a new password after a reset, which it must change', async () => {
    await more('王小五', '重置密码')
    await button(dialog(admin.page, '重置 王小五（wangwu）的密码？'), '重置密码').click()
    const shown = dialog(admin.page, '密码已重置：王小五')
    const password = (await shown.locator('code').textContent()) ?? ''
    await button(shown, '我已记下').click()
    await agent.page.getByRole('heading', { name: '登录' }).waitFor()
    await agent.page.getByText('您的密码已被重置，此处已退出。').waitFor()
    await typeCredentials(agent, 'wangwu', password)
    await agent.page.getByRole('heading', { name: '请修改密码' }).waitFor()
  })

  it('is deleted once its name is typed', async () => {
    const { page } = admin
    await page.getByRole('button', { name: '删除 王小五' }).click()
    const question = dialog(page, '删除 王小五（wangwu）？')
    expect(await button(question, '删除').isDisabled()).toBe(true)
    await question.getByLabel('请输入“wangwu”以确认').fill('wangwu')
    await button(question, '删除').click()
    await until(
      'gone',
      10_000,
      async () => (await rowsOf(page).filter({ hasText: 'wangwu' }).count()) === 0,
    )
    await agent.page.reload()
    await agent.page.getByRole('heading', { name: '登录' }).waitFor()
  })

  it('of the initial administrator is neither disabled nor deleted', async () => {
    const { page } = admin
    const row = rowOf(page, '初始管理员')
    for (const act of ['删除 管理员', '踢出 管理员'])
      expect(await row.getByRole('button', { name: act }).getAttribute('aria-disabled')).toBe(
        'true',
      )
  })
})

describe('批量导入', () => {
  it('says row by row what would happen, imports the good ones and gives their passwords', async () => {
    const { page } = admin
    await openPart('accounts')
    await button(page, '批量导入').click()
    const drawer = dialog(page, '批量导入账号')
    const lines = [
      '账号,姓名,角色,手机号,客服组,初始密码',
      'zhaoliu,赵六𠮷,坐席,13800002222,保全组,',
      'agent1,又一个,坐席,,,',
      'qianqi,钱七,院长,,,',
    ]
    const buffer = Buffer.from(`\uFEFF${lines.join('\r\n')}\r\n`)
    await drawer
      .getByLabel('选择文件')
      .and(page.locator('input'))
      .setInputFiles({ name: '账号.csv', mimeType: 'text/csv', buffer })
    await drawer.getByText('检查完成：可导入 1 行，拒绝 2 行。尚未导入任何账号。').waitFor()
    await drawer.getByRole('row', { name: /agent1.*账号已被使用/ }).waitFor()
    await drawer.getByRole('row', { name: /qianqi.*角色应为坐席或管理员/ }).waitFor()
    expect(await rowsOf(page).filter({ hasText: '赵六𠮷' }).count()).toBe(0)
    await button(drawer, '导入 1 个账号').click()
    await drawer.getByText('导入完成：已创建 1 个账号，拒绝 2 行。').waitFor()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      button(drawer, '下载初始密码').click(),
    ])
    expect(download.suggestedFilename()).toBe('初始密码.csv')
    await drawer.getByRole('button', { name: '关闭', exact: true }).last().click()
    await rowOf(page, '赵六𠮷').waitFor()
  })
})

describe('a group and a business type', () => {
  it('are created; then the member of the group is rung for that business', async () => {
    const { page } = admin
    await openPart('business-types')
    await button(page, '新建').click()
    const type = dialog(page, '新建业务类型')
    await type.getByLabel('业务类型', { exact: true }).fill('核保')
    await type.getByRole('textbox', { name: '业务项目 1' }).fill('面访核保')
    await button(type, '新增照片分类').click()
    await type.getByRole('textbox', { name: '照片分类 1' }).fill('手持证件照')
    await type.getByRole('checkbox', { name: '必拍：手持证件照' }).check()
    await save('新建业务类型')
    await rowOf(page, '核保').getByText('手持证件照（必拍）').waitFor()

    await openPart('groups')
    await button(page, '新建').click()
    const group = dialog(page, '新建客服组')
    await group.getByLabel('客服组名称').fill('核保组')
    await group.getByRole('checkbox', { name: '面访核保' }).check()
    await group.getByRole('button', { name: '加入 李四' }).click()
    await save('新建客服组')
    await rowOf(page, '核保组').getByText('1 人：李四').waitFor()
    await rowOf(page, '核保组').getByText(/核保/).first().waitFor()

    await signIn(agent.page, stack, 'agent2')
    await createOrder(agent.page, {
      ...manualsOrder,
      type: '核保',
      item: '面访核保',
      caseNumber: 'HB-1',
    })
    const { link } = await findOrder(agent.page, 'HB-1')
    await queueUp(customer.page, link)
    await answer(agent.page)
    await untilState(agent.page, '忙碌')
  })

  it('where the agent is in a call, 踢出 asks what becomes of it; it may be let finish', async () => {
    const { page } = admin
    await openPart('accounts')
    await rowOf(page, 'agent2').getByText('在线 · 忙碌').waitFor()
    await page.getByRole('button', { name: '踢出 李四' }).click()
    const question = dialog(page, '踢出 李四（agent2）？')
    await question.getByText('李四 正在通话中').waitFor()
    await button(question, '等通话结束').click()
    await question.waitFor({ state: 'hidden' })
    await rowOf(page, 'agent2').getByText('通话结束后退出登录').waitFor()
    expect(await agent.page.getByTestId('remote-video').isVisible()).toBe(true)
    await page.getByRole('button', { name: '踢出 李四' }).click()
    await button(question, '立即结束通话').click()
    await agent.page.getByText('管理员已让您退出登录。').waitFor()
    await customer.page.getByText('客服已结束本次通话。').waitFor()
  })
})

describe("the customer's page", () => {
  it('shows the notice, the name, the telephone, the colour and the logo as they are set', async () => {
    const { page } = admin
    await openPart('notice')
    await button(page, '编辑').click()
    const notice = dialog(page, '编辑录制告知')
    await notice.getByRole('textbox', { name: '中文' }).fill('新的告知：本次视频全程录音录像。')
    await save('编辑录制告知')
    await page.getByText('当前版本：第 2 版').waitFor()

    await openPart('institution')
    await button(page, '编辑').click()
    const look = dialog(page, '编辑机构信息')
    await look.getByLabel('机构名称').fill('泰和人寿')
    await look.getByLabel('客服电话').fill('400-820-8820')
    await look.getByLabel('主色').fill('#a3171f')
    const choice = look.getByLabel('选择图片').and(page.locator('input'))
    await choice.setInputFiles({
      name: 'logo.svg',
      mimeType: 'image/svg+xml',
      buffer: Buffer.from(
        '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
      ),
    })
    await look.getByText('不接受 SVG，它可能含有脚本；请导出为 PNG 后再选择。').waitFor()
    const picture = await page.getByRole('banner').screenshot()
    await choice.setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: picture })
    await look.getByText('已选择 logo.png').waitFor()
    await save('编辑机构信息')
    await page.getByRole('banner').getByText('泰和人寿').waitFor()

    await page.goto(`${stack.url}/work-orders`)
    await createOrder(page, { ...manualsOrder, caseNumber: 'LOOK-1' })
    const { link } = await findOrder(page, 'LOOK-1')
    const other = await openPerson({ phone: true })
    try {
      await other.page.goto(link)
      await other.page.getByText('新的告知：本次视频全程录音录像。').waitFor()
      await other.page.getByText('泰和人寿').first().waitFor()
      expect(await other.page.getByRole('link', { name: /400-820-8820/ }).count()).toBeGreaterThan(
        0,
      )
      const logo = other.page.locator('img.logo')
      await until('the logo is drawn', 10_000, () =>
        logo.evaluate((image) => (image as HTMLImageElement).naturalWidth > 0),
      )
      const colour = await other.page
        .getByRole('button', { name: '同意并继续' })
        .evaluate((element) => getComputedStyle(element).backgroundColor)
      expect(colour).toBe('rgb(163, 23, 31)')
    } finally {
      await other.close()
    }
  })
})

describe('SMS', () => {
  it('shows carrier, templates and preview; limits are changed, and refused where they make no sense', async () => {
    const { page } = admin
    await openPart('sms')
    await page.getByText('模拟运营商（演示）').waitFor()
    await page.getByRole('figure').first().getByText('http').first().waitFor()
    await button(page, '修改限制').click()
    const drawer = page.getByRole('dialog')
    await drawer.getByLabel('发送间隔').fill('5')
    await button(drawer, '保存').click()
    await drawer.getByText('请输入 10 到 3600 之间的整数').waitFor()
    await drawer.getByLabel('发送间隔').fill('90')
    await button(drawer, '保存').click()
    await drawer.waitFor({ state: 'hidden' })
    await page.getByText('90 秒').waitFor()
  })
})

describe('two administrators', () => {
  it('do not overwrite each other: the second is told and reloads', async () => {
    const { page } = admin
    await openPart('groups')
    const second = await admin.newPage()
    await second.goto(`${stack.url}/settings/groups`)
    await page.getByRole('button', { name: '编辑 核保组' }).click()
    await dialog(page, '编辑客服组：核保组').getByLabel('客服组名称').fill('核保一组')
    await second.getByRole('button', { name: '编辑 核保组' }).click()
    const other = dialog(second, '编辑客服组：核保组')
    await other.getByLabel('客服组名称').fill('核保二组')
    await button(other, '保存').click()
    await other.waitFor({ state: 'hidden' })
    await button(dialog(page, /^编辑客服组/), '保存').click()
    await page.getByText('内容已被他人修改，您的修改没有保存。').waitFor()
    await button(page, '重新载入').click()
    await until(
      'the name of the other',
      10_000,
      async () => (await page.getByLabel('客服组名称').inputValue()) === '核保二组',
    )
  })
})
