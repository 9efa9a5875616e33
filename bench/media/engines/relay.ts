import { randomUUID } from 'node:crypto'
import { startHost } from '../../../server/src/media-host/testing/start-host.ts'
import type { Engine } from './engine.ts'

/** Our media host, in a process of its own. */
export const startRelay = async (folder: string, address: string): Promise<Engine> => {
  const host = await startHost({
    DATA_DIR: folder,
    MEDIA_BIND: address,
    RTP_PORTS: '45000-45999',
    SUPERVISED: '1',
  })
  const app = await host.connect()
  return {
    pids: [host.process.pid ?? 0],
    openCall: async (generator) => {
      const callId = randomUUID()
      const peers = [generator.nextPeer(), generator.nextPeer()]
      for (const peer of peers) {
        const sdp = await generator.ask('offer', { peer, direction: 'sendrecv' })
        const { sdp: answer } = await app.request('openLeg', {
          callId,
          participantId: randomUUID(),
          legId: randomUUID(),
          sdp,
          grants: { publish: true, subscribe: true },
          record: true,
        })
        await generator.ask('accept', { peer, answer })
      }
      for (const peer of peers) await generator.ask('open', { peer })
      await app.request('setForwarding', { callId, forwarding: true })
    },
    stop: host.stop,
  }
}
