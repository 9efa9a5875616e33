import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answer, createOrder, findOrder, manualsOrder, read, signIn } from './support/agent.ts'
import { openPerson, type Person } from './support/browsers.ts'
import { makeCamera } from './support/camera.ts'
import { queueUp } from './support/customer.ts'
import { readMedia } from './support/probe.ts'
import { startStack, type Stack } from './support/stack.ts'
import { until } from './support/until.ts'

let stack: Stack
let agent: Person
let customer: Person

beforeAll(async () => {
  stack = await startStack()
  agent = await openPerson({ camera: makeCamera('fa', { red: 0, green: 0, blue: 200 }, 320, 240) })
  customer = await openPerson({
    camera: makeCamera('fc', { red: 200, green: 0, blue: 0 }, 320, 240),
    phone: true,
  })
  await signIn(agent.page, stack, 'agent1')
  await createOrder(agent.page, manualsOrder)
  const { link } = await findOrder(agent.page, manualsOrder.caseNumber)
  await queueUp(customer.page, link)
  await answer(agent.page)
  await untilPicturesMove(20_000)
}, 240_000)
afterAll(async () => {
  await agent?.close()
  await customer?.close()
  await stack?.stop()
})

/** Both sides decode at least five more frames than now. */
async function untilPicturesMove(withinMs: number): Promise<number> {
  const before = await Promise.all([agent, customer].map(({ page }) => readMedia(page)))
  return until('both pictures move', withinMs, async () => {
    const now = await Promise.all([agent, customer].map(({ page }) => readMedia(page)))
    return now.every(
      (reading, side) => reading.framesDecoded >= (before[side]?.framesDecoded ?? 0) + 5,
    )
  })
}

/** The longest time for which one of the pictures stood still until `end`, ms. */
async function longestStandstill(end: Promise<void>): Promise<number> {
  let ended = false
  void end.finally(() => (ended = true)).catch(() => undefined)
  const sides = [agent, customer].map(({ page }) => ({
    page,
    frames: -1,
    since: performance.now(),
  }))
  let longest = 0
  while (!ended)
    for (const side of sides) {
      const { framesDecoded } = await readMedia(side.page)
      const now = performance.now()
      if (framesDecoded > side.frames) Object.assign(side, { frames: framesDecoded, since: now })
      longest = Math.max(longest, now - side.since)
    }
  await end
  return longest
}

// Two tests have a time to keep; a shared machine may stall for seconds, so each has three tries.
const timed = { retry: 2 }

describe('in the middle of a call', () => {
  it('the app is killed and comes back: the pictures never stop, and control returns', async () => {
    const connections = (await readMedia(agent.page)).connections
    stack.kill('app')
    const ready = stack.untilReady(15_000)
    expect(await longestStandstill(ready)).toBeLessThan(2_500)
    await untilPicturesMove(2_000)
    expect((await readMedia(agent.page)).connections).toBe(connections)
    await customer.page.getByRole('button', { name: '摄像头' }).click()
    await agent.page.getByText('客户已关闭摄像头').waitFor()
    await customer.page.getByRole('button', { name: '摄像头' }).click()
    await agent.page.getByText('客户已关闭摄像头').waitFor({ state: 'hidden' })
  })

  it("the phone's leg is cut off: the picture is back within 3 s", timed, async () => {
    await customer.page.evaluate(() => {
      for (const { connection } of window.probe.connections) connection.close()
    })
    expect(await untilPicturesMove(10_000)).toBeLessThan(3_000)
  })

  it('the media host is killed: both are back in the same call within 10 s', timed, async () => {
    const { callId } = (await read(agent.page, 'GET /api/me')).agent ?? {}
    stack.kill('media')
    const told = Promise.all([
      agent.page
        .getByText(/正在恢复视频连接|客户网络中断/)
        .first()
        .waitFor(),
      customer.page
        .getByText(/正在重连/)
        .first()
        .waitFor(),
    ])
    expect(await untilPicturesMove(20_000)).toBeLessThan(10_000)
    await told
    expect((await read(agent.page, 'GET /api/me')).agent?.callId).toBe(callId)
  })
})
