/** A customer as bad days have them: clicks twice, gives up, reloads, disappears. */
import { setTimeout as delay } from 'node:timers/promises'
import { openPage, type PageSettings } from './browser.ts'
import { between, chance } from './dice.ts'
import type { Tally } from './tally.ts'

interface Seen {
  readonly id: string
  readonly status: 'queued' | 'ringing' | 'active' | 'ended'
  readonly queuedAt: string
}

/** Queues, waits, talks. Resolves once its call has ended or its page is gone for good. */
export async function runCustomer(
  settings: Omit<PageSettings, 'as' | 'onNews'>,
  tally: Tally,
  isOver: () => boolean,
): Promise<void> {
  let wake: () => void = () => undefined
  let news = false
  let wasAway = false
  const page = openPage({
    ...settings,
    as: 'customer',
    onAway: () => (wasAway = true),
    onNews: () => {
      news = true
      wake()
    },
  })
  const somethingHappens = async () => {
    if (!news) await Promise.race([new Promise<void>((done) => (wake = done)), delay(15_000)])
    news = false
  }
  const seen = async (): Promise<Seen | null | undefined> => {
    const answer = await page.ask('GET', '/api/customer/session')
    return answer?.status === 200 ? (answer.body as { call: Seen | null }).call : undefined
  }
  const twiceNowAndThen = async (method: string, path: string, share: number) => {
    if (!chance(share)) return [await page.ask(method, path)]
    tally.count('double clicks')
    return page.askTwice(method, path)
  }

  page.open()
  try {
    for (;;) {
      const answers = await twiceNowAndThen('POST', '/api/customer/calls', 0.1)
      if (answers.some((answer) => answer?.code === null)) break
      for (const answer of answers) if (answer) tally.count(`queueing refused: ${answer.code}`)
      if (isOver()) return
      await delay(200)
    }
    tally.count('customers in the queue')
    const fate = Math.random()
    if (fate < 0.04) {
      const call = await seen()
      if (call) tally.away(call.id)
      tally.count('customers who vanish')
      return
    }
    if (fate < 0.14) void giveUp(between(0, 3_000))
    else if (fate < 0.22) void reload(between(0, 3_000))
    let ending = false
    for (;;) {
      if (isOver()) return
      const call = await seen()
      if (call === undefined) {
        await delay(200)
        continue
      }
      if (call) tally.queued(call.id, call.queuedAt)
      if (call && wasAway) tally.away(call.id)
      if (!call || call.status === 'ended') return
      if (call.status === 'active' && !ending && chance(0.5)) {
        ending = true
        await delay(between(50, 1_000))
        await twiceNowAndThen('POST', `/api/customer/calls/${call.id}/end`, 0.3)
        continue
      }
      await somethingHappens()
    }
  } finally {
    page.close()
  }

  async function giveUp(afterMs: number): Promise<void> {
    await delay(afterMs)
    const call = await seen()
    if (!call || call.status === 'ended') return
    const answers = await twiceNowAndThen('POST', `/api/customer/calls/${call.id}/cancel`, 0.5)
    for (const answer of answers)
      if (answer) tally.count(answer.code ? `cancel refused: ${answer.code}` : 'cancels')
  }

  async function reload(afterMs: number): Promise<void> {
    await delay(afterMs)
    const call = await seen()
    if (!call || call.status === 'ended') return
    tally.away(call.id)
    tally.count('reloads')
    page.close()
    await delay(between(0, 1_000))
    page.open()
  }
}
