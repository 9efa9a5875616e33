import { setTimeout as delay } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import {
  answer,
  createOrder,
  fillNormal,
  findOrder,
  hangUp,
  manualsOrder,
  signIn,
  untilState,
} from '../../../e2e/support/agent.ts'
import type { Person } from '../../../e2e/support/browsers.ts'
import { queueUp } from '../../../e2e/support/customer.ts'
import type { Stack } from '../../../e2e/support/stack.ts'
import { until } from '../../../e2e/support/until.ts'
import type { Weight } from '../weight.ts'
import { weigh } from '../weight.ts'
import type { Row } from './row.ts'
import { forgetMarks, readTimeline, ringsMs } from './row.ts'

/** Signs the agent in and creates an order. @returns its link */
export const prepareProduct = async (stack: Stack, page: Page): Promise<string> => {
  await signIn(page, stack, 'agent1')
  await createOrder(page, manualsOrder)
  let link = ''
  await until('the order and its message', 10_000, async () => {
    const found = await findOrder(page, manualsOrder.caseNumber).catch(() => null)
    link = found?.link ?? ''
    return link !== ''
  })
  return link
}

/** Queues once more in the same order, consented to before. */
const queueAgain = async (page: Page, link: string): Promise<void> => {
  await page.goto(link)
  await page.getByRole('button', { name: '继续', exact: true }).click()
  await page.getByRole('button', { name: '开始排队' }).click()
}

const untilLegOpen = (page: Page): Promise<number> =>
  until("the customer's leg", 15_000, () =>
    page.evaluate(() => window.marks.some(({ name }) => name === 'DTLS connected')),
  )

/** Goes from the link to the ringing, where everything is loaded that comes before the call, and cancels. */
export const weighCustomer = async (page: Page, link: string): Promise<Weight> => {
  const weight = weigh(page)
  await queueUp(page, link)
  await untilLegOpen(page)
  const weighed = await weight()
  await page.getByRole('button', { name: '取消排队' }).click()
  await page.getByRole('button', { name: '确定取消' }).click()
  await page.getByText('您已取消排队。').waitFor()
  return weighed
}

/** The product as people use it: the customer queues by the link, the agent clicks 接听. */
export const productRow = (agent: Person, customer: Person, link: string): Row => ({
  name: 'veridesk',
  call: async () => {
    await queueAgain(customer.page, link)
    await agent.page.getByRole('button', { name: '接听' }).waitFor()
    await untilLegOpen(customer.page)
    await delay(ringsMs)
    await forgetMarks(agent.page)
    await answer(agent.page)
    const timeline = await readTimeline(agent.page, customer.page, 'click')
    await hangUp(agent.page)
    await fillNormal(agent.page)
    await agent.page.getByRole('button', { name: '变更为空闲' }).click()
    await untilState(agent.page, '空闲')
    await customer.page.goto('about:blank')
    return timeline
  },
})
