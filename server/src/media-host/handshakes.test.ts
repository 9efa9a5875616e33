import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { callIn } from './testing/call-in.ts'
import { startHost } from './testing/start-host.ts'

const LEGS = 500
const AT_ONCE = 10

test(
  `${LEGS} legs open and close on a busy machine without one failed handshake`,
  { timeout: 120_000 },
  async () => {
    const data = await mkdtemp(join(tmpdir(), 'media-host-'))
    const host = await startHost({ DATA_DIR: data })
    const app = await host.connect()
    const failures: string[] = []
    app.onEvent((event) => {
      if (event.event === 'leg-state' && event.state === 'failed') failures.push(event.legId)
    })
    const load = Array.from(
      { length: 2 },
      () => new Worker('for (;;) Math.sqrt(2)', { eval: true }),
    )
    let opened = 0
    let left = LEGS
    const openAndClose = async (): Promise<void> => {
      while (left > 0) {
        left -= 1
        const { peer, callId, legId } = await callIn(app, { callId: randomUUID() })
        if (peer.isOpen) opened += 1
        else failures.push(legId)
        await app.request('closeCall', { callId })
        peer.close()
      }
    }
    try {
      await Promise.all(Array.from({ length: AT_ONCE }, openAndClose))
      expect(failures).toEqual([])
      expect(opened).toBe(LEGS)
      expect((await app.request('describe', {})).calls).toEqual([])
    } finally {
      await Promise.all(load.map((worker) => worker.terminate()))
      await host.stop()
      await rm(data, { recursive: true, force: true })
    }
  },
)
