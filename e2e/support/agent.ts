/** What an agent does on the console, in the manual's words. */
import type { Page } from 'playwright-core'
import type { ClientOutput, EndpointKey, Endpoints, WorkOrder } from '@veridesk/contract'
import { urlOf } from '@veridesk/contract/api-client'
import type { Stack } from './stack.ts'
import { until } from './until.ts'

/** Signs in and waits for the list of work orders. */
export async function signIn(page: Page, stack: Stack, username: string): Promise<void> {
  await page.goto(`${stack.url}/`)
  await page.getByLabel('账号').fill(username)
  await page.getByLabel('密码').fill(stack.password)
  await page.getByRole('button', { name: '登录' }).click()
  const elsewhere = page.getByRole('button', { name: '继续登录' })
  await elsewhere
    .or(page.getByRole('button', { name: '新建' }))
    .first()
    .waitFor()
  if (await elsewhere.isVisible()) await elsewhere.click()
  await page.getByRole('button', { name: '新建' }).waitFor()
}

/** Reads one of our own endpoints with the page's session. */
export async function read<K extends EndpointKey>(
  page: Page,
  key: K,
  params: Record<string, string> = {},
  query: Record<string, string> = {},
): Promise<ClientOutput<Endpoints[K]>> {
  const response = await page.request.get(new URL(urlOf(key, { params, query }), page.url()).href)
  if (!response.ok()) throw new Error(`${key} answered ${response.status()}`)
  return (await response.json()) as ClientOutput<Endpoints[K]>
}

export interface OrderFields {
  readonly type: string
  readonly item: string
  readonly insuredName: string
  readonly contactPhone: string
  readonly idNumber: string
  readonly caseNumber: string
  readonly policyNumber: string
}

/** The manual's example of 3.4. */
export const manualsOrder: OrderFields = {
  type: '保全',
  item: '变更投保人',
  insuredName: '邓小闲',
  contactPhone: '15618293093',
  idNumber: '654646464646565',
  caseNumber: '646464644664',
  policyNumber: '65464564',
}

/** 新建: fills in the form, ticks 优先 where it is asked for, and confirms. */
export async function createOrder(
  page: Page,
  fields: OrderFields,
  { priority = false } = {},
): Promise<void> {
  await page.getByRole('button', { name: '新建' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('业务类型和项目').click()
  const item = page.getByRole('menuitemcheckbox', { name: fields.item })
  // The columns are drawn anew where the business types have just changed.
  await until('the item is taken', 20_000, async () => {
    await page.getByRole('menuitemcheckbox', { name: fields.type }).first().click()
    return item.click({ timeout: 3_000 }).then(
      () => true,
      () => false,
    )
  })
  await form.getByLabel('被保险人').fill(fields.insuredName)
  await form.getByLabel('联系电话').fill(fields.contactPhone)
  await form.getByLabel('身份证号').fill(fields.idNumber)
  await form.getByLabel('案件号').fill(fields.caseNumber)
  await form.getByLabel('保单号').fill(fields.policyNumber)
  if (priority) await form.getByRole('checkbox', { name: '优先' }).check()
  await form.getByRole('button', { name: '确定' }).click()
  await form.waitFor({ state: 'hidden' })
}

/** The order with this case number, and its link from the simulated carrier's outbox. */
export async function findOrder(
  page: Page,
  caseNumber: string,
): Promise<{ order: WorkOrder; link: string }> {
  const { items } = await read(page, 'GET /api/work-orders')
  const row = items.find((item) => item.caseNumber === caseNumber)
  if (!row) throw new Error(`no order with case number ${caseNumber}`)
  const order = await read(page, 'GET /api/work-orders/:id', { id: row.id })
  const outbox = await read(page, 'GET /api/sms/outbox')
  const message = outbox.items.find((item) => item.taskNumber === row.taskNumber)
  const link = /https?:\/\/\S+\/c\/[\w-]+/.exec(message?.text ?? '')?.[0]
  if (!link) throw new Error(`no link in the message of ${row.taskNumber}`)
  return { order, link }
}

/** Waits for the ring and answers. */
export async function answer(page: Page): Promise<void> {
  await page.getByRole('button', { name: '接听' }).click()
  await page.getByTestId('remote-video').waitFor()
}

/** 挂断, with its confirmation. */
export async function hangUp(page: Page): Promise<void> {
  await page.getByRole('button', { name: '挂断' }).click()
  await page.getByRole('button', { name: /确\s*定/ }).click()
}

/** 通话状态: 正常完成. */
export async function fillNormal(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog.getByText('正常完成', { exact: true }).click()
  await dialog.getByRole('button', { name: /提\s*交/ }).click()
  await dialog.waitFor({ state: 'hidden' })
}

/** Changes the own state in the header; 暂放 with one of the demo's reasons. */
export async function chooseState(
  page: Page,
  state: '空闲' | '暂放',
  reason = '其他',
): Promise<void> {
  await page.getByTestId('agent-state').click()
  const name = state === '暂放' ? `暂放 · ${reason}` : state
  await page.getByRole('menuitem', { name }).click()
  await untilState(page, state)
}

/** Waits until the header shows this state. */
export async function untilState(page: Page, state: string): Promise<void> {
  await page.getByTestId('agent-state').filter({ hasText: state }).waitFor()
}
