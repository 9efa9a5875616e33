/** The two ways to connect the same two pages: through our relay, and browser to browser. */
import { throughLink, type Links } from '@veridesk/call-client/testing/access-link'
import type { MediaHostControl } from '@veridesk/call-client/testing/media-host'
import { takePart, type TestBrowser } from '@veridesk/call-client/testing/test-browser'
import { TestCall } from '@veridesk/call-client/testing/test-call'
import { until } from '@veridesk/call-client/testing/until'
import type { Page } from 'playwright-core'
import { picture } from './camera.ts'

/** Manual 2.3. */
const send = {
  customer: { videoKbps: 1500, ...picture },
  agent: { videoKbps: 500, ...picture },
}

export interface Call {
  readonly customer: Page
  readonly agent: Page
  end(): Promise<void>
}

export type Path = 'relay' | 'direct'

/** Connects two new pages, the customer's behind `link`, and waits for pictures on both sides. */
export async function connect(
  path: Path,
  browser: TestBrowser,
  host: MediaHostControl,
  link: Links,
): Promise<Call> {
  const customer = await browser.page(picture)
  const agent = await browser.page(picture)
  const end =
    path === 'relay'
      ? await throughRelay(customer, agent, host, link)
      : await directly(customer, agent, link)
  for (const page of [customer, agent])
    await until('the first picture', () => hasPicture(page), 20_000)
  return {
    customer,
    agent,
    end: async () => {
      await end()
      await Promise.all([customer.context().close(), agent.context().close()])
    },
  }
}

const hasPicture = async (page: Page): Promise<boolean> =>
  (await page.evaluate(() => caller.stats())).received.video.framesDecoded > 0

async function throughRelay(
  customer: Page,
  agent: Page,
  host: MediaHostControl,
  customerLink: Links,
): Promise<() => Promise<void>> {
  const call = new TestCall({ host, record: true, send, customerLink })
  await takePart(customer, call, 'customer')
  await until('the customer waits', () =>
    customer.evaluate(() => caller.state.phase === 'waiting-peer'),
  )
  await call.answer()
  await takePart(agent, call, 'agent')
  return () => call.end()
}

async function directly(customer: Page, agent: Page, link: Links): Promise<() => Promise<void>> {
  const offer = await customer.evaluate((bounds) => caller.offerDirectly(bounds), send.customer)
  // Without candidates: the agent must not find a way around the link.
  const candidates = /^a=(candidate:.*|end-of-candidates)\r\n/gm
  const answer = await agent.evaluate(([sdp, bounds]) => caller.answerDirectly(sdp, bounds), [
    offer.replaceAll(candidates, ''),
    send.agent,
  ] as const)
  await customer.evaluate((sdp) => caller.acceptDirectly(sdp), await throughLink(answer, link))
  return async () => undefined
}
