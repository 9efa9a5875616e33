import type { Page } from 'playwright-core'
import type { Janus } from '../../janus/janus.ts'
import type { Publisher, Subscriber } from '../../janus/room.ts'
import { JanusRoom } from '../../janus/room.ts'
import type { PlainPages } from './plain-pages.ts'
import { begin } from './plain-pages.ts'
import type { Row } from './row.ts'
import { forgetMarks, readTimeline, sends } from './row.ts'

interface Side {
  page: Page
  publisher: Publisher
  subscriber: Subscriber
  videoKbps: number
  feed: number
  /** The other side's. */
  subscribeTo: number
}

/** Bare publish and subscribe: room, handles and joining are done before the clock starts. */
export const janusRow = (pages: PlainPages, janus: Janus): Row => ({
  name: 'janus',
  call: async () => {
    const { agent, customer } = pages
    const room = await JanusRoom.create(janus, { record: true, bitrate: 1_500_000 })
    const sides: Side[] = []
    for (const [feed, name] of [[1, 'agent'] as const, [2, 'customer'] as const]) {
      const publisher = await room.publisher(feed)
      const subscriber = await room.subscriber()
      const { videoKbps } = sends[name]
      sides.push({
        page: pages[name],
        publisher,
        subscriber,
        videoKbps,
        feed,
        subscribeTo: 3 - feed,
      })
      pages.onCandidate(name, (connection, candidate) =>
        (connection === 'publish' ? publisher : subscriber).trickle(candidate),
      )
    }
    await forgetMarks(agent, customer)
    await begin(pages)
    const published = new Map(sides.map((side) => [side.feed, publish(side)]))
    await Promise.all(
      sides.map(async (side) => {
        await published.get(side.subscribeTo)
        await subscribe(side)
      }),
    )
    const timeline = await readTimeline(agent, customer, 'begin')
    for (const page of [agent, customer]) await page.evaluate(() => window.bareCaller.closeAll())
    await room.close()
    return timeline
  },
})

const publish = async ({ page, publisher, videoKbps }: Side): Promise<void> => {
  const offer = await page.evaluate(
    (kbps) => window.bareCaller.offer('publish', 'sendonly', kbps),
    videoKbps,
  )
  const answer = await publisher.publish(offer)
  await page.evaluate((sdp) => window.bareCaller.accept('publish', sdp), answer)
  await publisher.up
}

const subscribe = async ({ page, subscriber, subscribeTo }: Side): Promise<void> => {
  const offer = await subscriber.subscribe(subscribeTo)
  const answer = await page.evaluate((sdp) => window.bareCaller.answer('subscribe', sdp), offer)
  await subscriber.start(answer)
}
