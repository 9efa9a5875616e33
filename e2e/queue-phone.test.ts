import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answer, findOrder, read, signIn } from './support/agent.ts'
import { openPerson, type Person } from './support/browsers.ts'
import { addOrders, write } from './support/console.ts'
import { endCall, leaveQueue, lookAt, queueUp } from './support/customer.ts'
import { startStack, type Stack } from './support/stack.ts'
import { until } from './support/until.ts'

declare global {
  interface Window {
    /** How the page called the customer: tones that began, and how long the phone shook, in ms. */
    summons: { tones: number; shaken: number }
  }
}

/** Runs in the page, before its code. */
function countSummons(): void {
  const summons = { tones: 0, shaken: 0 }
  window.summons = summons
  const start = OscillatorNode.prototype.start
  OscillatorNode.prototype.start = function (when) {
    summons.tones += 1
    start.call(this, when)
  }
  navigator.vibrate = (pattern) => {
    const times = typeof pattern === 'number' ? [pattern] : [...pattern]
    for (const time of times) summons.shaken += time
    return true
  }
}

let stack: Stack
let agent: Person
let admin: Person
let phones: Person[]
let number = 7_000

beforeAll(async () => {
  stack = await startStack()
  ;[agent, admin] = await Promise.all([openPerson(), openPerson()])
  phones = await Promise.all([1, 2, 3].map(() => openPerson({ phone: true })))
  await phones[0]?.context.addInitScript(countSummons)
  await signIn(agent.page, stack, 'agent1')
  await signIn(admin.page, stack, 'admin')
  await choose('paused')
}, 240_000)
afterAll(async () => {
  for (const person of [agent, admin, ...(phones ?? [])]) await person?.close()
  await stack?.stop()
})

/** Brings the agent back to the list and changes the own state. */
async function choose(state: 'idle' | 'paused') {
  await agent.page.goto(`${stack.url}/work-orders`)
  await write(agent.page, 'PUT /api/me/state', { body: { state } })
}

/** A new order of the first item, and its link. */
async function newOrder() {
  number += 1
  await addOrders(agent.page, number, 1)
  return findOrder(agent.page, `C${number}`)
}

const phone = (place: number) => {
  const person = phones[place]
  if (!person) throw new Error(`no phone ${place}`)
  return person.page
}

const callsOf = (id: string) =>
  read(agent.page, 'GET /api/work-orders/:id/records', { id }).then(({ calls }) => calls)

/** `within` the groups' settings, and back. */
async function withGroups(setting: string, within: () => Promise<void>): Promise<void> {
  await stack.sql(`update groups set ${setting}`)
  await within().finally(() => stack.sql('update groups set hours = null, queue_limit = null'))
}

describe('the waiting page (4.3)', () => {
  it('shows how many wait ahead, and fewer as they leave', async () => {
    const orders = [await newOrder(), await newOrder(), await newOrder()]
    for (const [place, { link }] of orders.entries()) await queueUp(phone(place), link)
    await phone(0).getByText('您是下一位').waitFor()
    await phone(1).getByText('前面还有 1 位').waitFor()
    await phone(2).getByText('前面还有 2 位').waitFor()
    expect(await phone(2).title()).toBe('前面还有 2 位')
    await lookAt(phone(2), 'wait')

    await leaveQueue(phone(0))
    await lookAt(phone(0), 'cancelled')
    await phone(2).getByText('前面还有 1 位').waitFor()
    await leaveQueue(phone(1))
    await phone(2).getByText('您是下一位').waitFor()
    expect(await phone(2).title()).toBe('您是下一位')

    // Asked first: the harmless answer waits on.
    await phone(2).getByRole('button', { name: '取消排队' }).click()
    await phone(2).getByRole('button', { name: '继续等待' }).click()
    await phone(2).getByText('您是下一位').waitFor()
    // And so does the back button.
    await phone(2).goBack()
    await phone(2).getByRole('alertdialog').getByText('要取消排队吗？').waitFor()
    await phone(2).getByRole('button', { name: '继续等待' }).click()
    await leaveQueue(phone(2))
  })

  it('keeps the place over a reload and over some seconds without network, and says so', async () => {
    const [first, second] = [await newOrder(), await newOrder()]
    await queueUp(phone(0), first.link)
    await queueUp(phone(1), second.link)
    await phone(0).reload()
    await phone(0).getByText('您的排队位置已保留').waitFor()
    await phone(0).getByText('您是下一位').waitFor()

    const { context } = phones[0]!
    await context.setOffline(true)
    await phone(0).getByText('网络中断，正在重连').waitFor()
    await lookAt(phone(0), 'wait-offline')
    await context.setOffline(false)
    await phone(0).getByText('网络中断，正在重连').waitFor({ state: 'hidden' })
    await phone(0).getByText('您的排队位置已保留').waitFor()
    await phone(0).getByText('您是下一位').waitFor()
    await phone(1).getByText('前面还有 1 位').waitFor()
    expect((await callsOf(first.order.id)).map(({ status }) => status)).toEqual(['queued'])
    await leaveQueue(phone(0))
    await leaveQueue(phone(1))
  })

  it('calls the customer back when it is the turn, and then names an honest range', async () => {
    const { link, order } = await newOrder()
    await queueUp(phone(0), link)
    await choose('idle')
    await phone(0).getByText('正在为您接通').waitFor()
    await until('the page calls', 10_000, async () => {
      const { tones, shaken } = await phone(0).evaluate(() => window.summons)
      return tones === 2 && shaken === 500
    })
    expect(await phone(0).title()).toBe('正在为您接通')
    await answer(agent.page)
    await phone(0).getByRole('button', { name: '结束', exact: true }).waitFor()
    expect(await phone(0).title()).toBe('视频办理')
    await endCall(phone(0))
    await phone(0).getByText('您已结束本次通话。').waitFor()
    const [call] = await callsOf(order.id)
    await write(agent.page, 'PUT /api/calls/:id/disposition', {
      params: { id: call?.id ?? '' },
      body: { outcome: 'normal' },
    })
    await choose('paused')

    // One wait is too few for a range, and enough where administrators say so.
    await stack.sql(`update calls set queued_at = answered_at - interval '400 seconds'
      where answered_at is not null`)
    const next = await newOrder()
    await queueUp(phone(1), next.link)
    expect(await phone(1).getByText(/预计/).count()).toBe(0)
    await stack.sql(`insert into settings (key, value) values
      ('routing', '{"missedRingsToPause":3,"longestWaitSeconds":3600,"estimateMinimum":1}')
      on conflict (key) do update set value = excluded.value`)
    await phone(1).reload()
    await phone(1).getByText('预计还需约 6–7 分钟').waitFor()
    await lookAt(phone(1), 'wait-estimate')
    await leaveQueue(phone(1))
  })

  it('goes on by itself where an administrator puts the call back', async () => {
    const { link, order } = await newOrder()
    await queueUp(phone(0), link)
    await choose('idle')
    await answer(agent.page)
    await phone(0).getByRole('button', { name: '结束', exact: true }).waitFor()
    const [call] = await callsOf(order.id)
    await write(admin.page, 'POST /api/calls/:id/force-requeue', {
      params: { id: call?.id ?? '' },
      body: { reason: '坐席无响应' },
    })
    await phone(0).getByText('正在为您重新安排客服，排队位置已保留。').waitFor()
    await phone(0).getByText('您是下一位').waitFor()
    await lookAt(phone(0), 'wait-requeued')
    const again = (await callsOf(order.id)).find(({ status }) => status === 'queued')
    await write(admin.page, 'POST /api/calls/:id/force-end', {
      params: { id: again?.id ?? '' },
      body: { reason: '客户要求' },
    })
    await phone(0).getByText('管理员已结束本次通话。').waitFor()
    await lookAt(phone(0), 'force-ended')
  })
})

describe('a queue that takes nobody', () => {
  it('says when it opens again, with the telephone, and goes on by itself', async () => {
    const [first, second] = [await newOrder(), await newOrder()]
    await phone(0).goto(first.link)
    await phone(0).getByRole('button', { name: '同意并继续' }).click()
    await phone(0).getByRole('button', { name: '开始排队' }).waitFor()
    // On duty only on the day after tomorrow of the institution's zone.
    const day = new Date(Date.now() + 2 * 86_400_000)
    const weekday = new Intl.DateTimeFormat('en', { weekday: 'short', timeZone: 'Asia/Shanghai' })
    const place = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(weekday.format(day)) + 1
    const hours = JSON.stringify([{ days: [place], from: '08:30', to: '18:00' }])
    await withGroups(`hours = '${hours}'`, async () => {
      await phone(1).goto(second.link)
      await phone(1).getByText('现在不在服务时间').waitFor()
      await phone(1)
        .getByText(/星期. 08:30$/)
        .waitFor()
      expect(await phone(1).getByRole('link', { name: /400/ }).count()).toBe(1)
      await lookAt(phone(1), 'closed')
      // Whoever is at the door already is told there.
      await phone(0).getByRole('button', { name: '开始排队' }).click()
      await phone(0).getByText('现在不在服务时间').waitFor()
      // Without a link it is said before any code is sent.
      await phones[2]?.context.clearCookies()
      await phone(2).goto(`${stack.url}/c`)
      await phone(2).getByText('现在不在服务时间').waitFor()
    })
    await phone(0).getByRole('button', { name: '开始排队' }).waitFor({ timeout: 40_000 })
    await phone(1).getByRole('button', { name: '同意并继续' }).waitFor({ timeout: 40_000 })
    await phone(2).getByLabel('手机号').waitFor({ timeout: 40_000 })
  })

  it('says that it is full, and lets the next try in', async () => {
    const [first, second] = [await newOrder(), await newOrder()]
    await withGroups('queue_limit = 1', async () => {
      await queueUp(phone(0), first.link)
      await phone(1).goto(second.link)
      await phone(1).getByText('排队人数已满').waitFor()
      await lookAt(phone(1), 'full')
      await phone(1).getByRole('button', { name: '重试' }).click()
      await phone(1).getByText('排队人数已满').waitFor()
      await leaveQueue(phone(0))
      await phone(1).getByRole('button', { name: '重试' }).click()
      await phone(1).getByRole('button', { name: '同意并继续' }).click()
      await phone(1).getByRole('button', { name: '开始排队' }).click()
      await phone(1).getByText('您是下一位').waitFor()
      await leaveQueue(phone(1))
    })
  })

  it('says that nobody serves the matter where no group does', async () => {
    const { link } = await newOrder()
    await stack.sql(
      'create table kept_members as select * from group_members; delete from group_members',
    )
    await phone(2).goto(link)
    await phone(2).getByText('该业务暂无客服办理。请致电我们。').waitFor()
    await lookAt(phone(2), 'no-group')
    await stack.sql('insert into group_members select * from kept_members; drop table kept_members')
  })

  it('ends a wait that took too long, with the way back', async () => {
    const { link } = await newOrder()
    await queueUp(phone(0), link)
    await stack.sql(`insert into settings (key, value) values
      ('routing', '{"missedRingsToPause":3,"longestWaitSeconds":1,"estimateMinimum":10}')
      on conflict (key) do update set value = excluded.value`)
    await phone(0).getByText('等待时间过长，本次排队已结束。').waitFor({ timeout: 40_000 })
    await stack.sql("delete from settings where key = 'routing'")
    await lookAt(phone(0), 'timed-out')
    await phone(0).getByRole('button', { name: '重新排队' }).click()
    await phone(0).getByRole('button', { name: '开始排队' }).click()
    await phone(0).getByText('您是下一位').waitFor()
    await leaveQueue(phone(0))
  })
})
