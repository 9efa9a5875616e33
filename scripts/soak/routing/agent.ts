/** An agent as bad days have them: answers with double clicks, declines, misses rings, loses its page. */
import { setTimeout as delay } from 'node:timers/promises'
import { insist, openPage, type PageSettings } from './browser.ts'
import { chance, between } from './dice.ts'
import type { Tally } from './tally.ts'

interface Own {
  readonly state: string
  readonly callId: string | null
  readonly unfilledCallIds: readonly string[]
  readonly ring: { readonly callId: string; readonly version: number } | null
}

export interface SoakAgent {
  readonly id: string
  /** The page closes; nothing is asked any more. */
  leave(): void
}

const longestTalkMs = 1_500

/** Signs in (an own address each: nobody's limit is the subject) and works until it leaves. */
export async function startAgent(
  { username, password, address }: { username: string; password: string; address: string },
  settings: Omit<PageSettings, 'cookie' | 'as' | 'onNews'>,
  tally: Tally,
): Promise<SoakAgent> {
  const { id, cookie } = await signIn(settings.urls, username, password, address)
  let left = false
  let running = false
  let again = false
  const seenRings = new Set<string>()
  const talking = new Set<string>()
  const page = openPage({ ...settings, cookie, as: 'agent', onNews: wake })

  function wake(): void {
    again = true
    if (running || left) return
    running = true
    void look().finally(() => (running = false))
  }

  async function look(): Promise<void> {
    while (again && !left) {
      again = false
      const answer = await insist(page, 'GET', '/api/me', undefined, () => left)
      const own = (answer?.body as { agent?: Own } | undefined)?.agent
      if (own) await act(own)
    }
  }

  async function act({ ring, callId, unfilledCallIds, state }: Own): Promise<void> {
    if (ring && !seenRings.has(`${ring.callId} ${ring.version}`)) {
      seenRings.add(`${ring.callId} ${ring.version}`)
      void meet(ring.callId)
    }
    if (callId && !talking.has(callId)) {
      talking.add(callId)
      void talk(callId)
    }
    for (const unfilled of unfilledCallIds) await fill(unfilled)
    if (state === 'wrap-up' && unfilledCallIds.length === 0)
      await click('PUT', '/api/me/state', idle)
    if (state === 'paused') setTimeout(() => void click('PUT', '/api/me/state', idle), 1_000)
  }

  /** Mostly once, now and then twice at the same time, at both processes. */
  async function click(method: string, path: string, body?: unknown) {
    if (left) return []
    if (!chance(0.2)) return [await page.ask(method, path, body)]
    tally.count('double clicks')
    return page.askTwice(method, path, body)
  }

  async function meet(ringing: string): Promise<void> {
    await delay(between(0, 200))
    const mood = Math.random()
    if (mood < 0.08) tally.count('rings left alone')
    else if (mood < 0.16) {
      const answers = await click('POST', `/api/calls/${ringing}/decline`)
      if (answers.some((answer) => answer?.code === null)) tally.count('declines')
    } else {
      const answers = await click('POST', `/api/calls/${ringing}/answer`)
      const won = answers.filter((answer) => answer?.code === null).length
      tally.answered(ringing, id, won)
      for (const answer of answers)
        if (answer && answer.code !== null) tally.count(`answer refused: ${answer.code}`)
    }
  }

  async function talk(active: string): Promise<void> {
    if (chance(0.02)) return vanish()
    await delay(between(50, longestTalkMs))
    await click('POST', `/api/calls/${active}/hang-up`)
    // A process that died may have taken the click with it.
    await delay(1_000)
    talking.delete(active)
    wake()
  }

  async function fill(call: string): Promise<void> {
    await click('PUT', `/api/calls/${call}/disposition`, { outcome: 'normal' })
    again = true
  }

  async function vanish(): Promise<void> {
    tally.count('agents vanish')
    page.close()
    await delay(settings.pingEveryMs * between(1, 8))
    if (!left) page.open()
  }

  page.open()
  return {
    id,
    leave() {
      left = true
      page.close()
    },
  }
}

const idle = { state: 'idle' }

async function signIn(
  urls: readonly string[],
  username: string,
  password: string,
  address: string,
): Promise<{ id: string; cookie: string }> {
  for (let turn = 0; ; turn += 1) {
    const response = await fetch(`${urls[turn % urls.length]}/api/sessions`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-veridesk': '1',
        'x-forwarded-for': address,
      },
      body: JSON.stringify({ username, password, replace: true }),
    }).catch(() => null)
    const cookie = response?.headers.getSetCookie()[0]?.split(';')[0]
    if (response?.ok && cookie) {
      const body = (await response.json()) as { accountId: string }
      return { id: body.accountId, cookie }
    }
    if (response && response.status < 500 && response.status !== 429)
      throw new Error(`${username} cannot sign in: ${response.status} ${await response.text()}`)
    await delay(200)
  }
}
