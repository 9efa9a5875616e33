import type { PlainPages } from './plain-pages.ts'
import { begin } from './plain-pages.ts'
import type { Row } from './row.ts'
import { forgetMarks, readTimeline, sends } from './row.ts'

/** Browser to browser, with candidates passed on as they come. */
export const directRow = (pages: PlainPages): Row => ({
  name: 'direct',
  call: async () => {
    const { agent, customer } = pages
    await forgetMarks(agent, customer)
    const handTo = (page: typeof agent) => (name: string, candidate: RTCIceCandidateInit | null) =>
      page.evaluate(([to, what]) => window.bareCaller.candidate(to, what), [
        name,
        candidate,
      ] as const)
    pages.onCandidate('agent', handTo(customer))
    pages.onCandidate('customer', handTo(agent))
    await begin(pages)
    const offer = await agent.evaluate(
      (kbps) => window.bareCaller.offer('direct', 'sendrecv', kbps),
      sends.agent.videoKbps,
    )
    const answer = await customer.evaluate(
      ([sdp, kbps]) => window.bareCaller.answer('direct', sdp, kbps),
      [offer, sends.customer.videoKbps] as const,
    )
    await agent.evaluate((sdp) => window.bareCaller.accept('direct', sdp), answer)
    const timeline = await readTimeline(agent, customer, 'begin')
    for (const page of [agent, customer]) await page.evaluate(() => window.bareCaller.closeAll())
    return timeline
  },
})
