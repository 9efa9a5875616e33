import { startJanus } from '../../janus/janus.ts'
import { JanusRoom } from '../../janus/room.ts'
import type { Engine } from './engine.ts'

/** Janus VideoRoom: two publishers and two subscribers a call. */
export const startJanusEngine = async (folder: string, address: string): Promise<Engine> => {
  const janus = await startJanus(folder, address)
  return {
    pids: [janus.pid],
    openCall: async (generator) => {
      const room = await JanusRoom.create(janus, { record: true, bitrate: 1_500_000 })
      const feeds = [1, 2]
      for (const feed of feeds) {
        const peer = generator.nextPeer()
        const publisher = await room.publisher(feed)
        const offer = await generator.ask('offer', { peer, direction: 'sendonly' })
        await generator.ask('accept', { peer, answer: await publisher.publish(offer) })
        await publisher.up
      }
      for (const feed of feeds) {
        const peer = generator.nextPeer()
        const subscriber = await room.subscriber()
        const offer = await subscriber.subscribe(feed)
        await subscriber.start(await generator.ask('answer', { peer, offer }))
        await generator.ask('open', { peer })
      }
    },
    stop: janus.stop,
  }
}
