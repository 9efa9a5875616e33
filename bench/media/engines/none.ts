import type { Engine } from './engine.ts'

/** Nothing in between, each direction a connection of its own: what the generator itself adds. */
export const startNone = (): Engine => ({
  pids: [],
  openCall: async (generator) => {
    for (const _direction of ['there', 'back']) {
      const [from, to] = [generator.nextPeer(), generator.nextPeer()]
      const offer = await generator.ask('offer', { peer: from, direction: 'sendonly' })
      await generator.ask('accept', {
        peer: from,
        answer: await generator.ask('answer', { peer: to, offer }),
      })
      for (const peer of [from, to]) await generator.ask('open', { peer })
    }
  },
  stop: () => Promise.resolve(),
})
