/** A real media host as a process of its own on loopback, and its control socket. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type {
  MediaEvent,
  MediaInput,
  MediaMethod,
  MediaOutput,
  MediaResponse,
} from '@veridesk/contract/media-protocol'
import { Listeners } from '../src/listeners.ts'

const program = fileURLToPath(new URL('../../../server/src/media-host/main.ts', import.meta.url))
const secret = 'a-secret-of-the-tests-only'

/** The control socket of a media host. */
export interface MediaHostControl {
  /** Rejects with the host's code as message. */
  request<M extends MediaMethod>(method: M, input: MediaInput<M>): Promise<MediaOutput<M>>
  /** Returns what unsubscribes. */
  onEvent(listener: (event: MediaEvent) => void): () => void
}

export interface MediaHost extends MediaHostControl {
  stop(): Promise<void>
}

/** @param rtpPorts `first-last` */
export async function startMediaHost(rtpPorts: string): Promise<MediaHost> {
  const data = await mkdtemp(join(tmpdir(), 'media-host-'))
  const child = spawn(process.execPath, [program], {
    env: {
      PATH: process.env['PATH'],
      MEDIA_SECRET: secret,
      MEDIA_BIND: '127.0.0.1',
      RTP_PORTS: rtpPorts,
      DATA_DIR: data,
      // Its end is ours, even when we are killed.
      SUPERVISED: '1',
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  const exited = once(child, 'exit')
  const died = exited.then(() => Promise.reject(new Error('the media host ended while starting')))
  const [line] = (await Promise.race([once(createInterface(child.stdout), 'line'), died])) as [
    string,
  ]
  const { listening } = JSON.parse(line) as { listening: number }
  const control = await connect(`ws://127.0.0.1:${listening}/control`)
  return {
    ...control,
    stop: async () => {
      control.close()
      child.kill('SIGTERM')
      await exited
      await rm(data, { recursive: true, force: true })
    },
  }
}

async function connect(url: string): Promise<MediaHostControl & { close: () => void }> {
  // Node's WebSocket takes headers where the browsers' takes protocols.
  const init = { headers: { authorization: `Bearer ${secret}` } } as unknown as string[]
  const socket = new WebSocket(url, init)
  const waiting = new Map<number, (response: MediaResponse) => void>()
  const events = new Listeners<MediaEvent>()
  let lastId = 0
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data)) as MediaResponse | MediaEvent
    if ('event' in message) return events.tell(message)
    waiting.get(message.id)?.(message)
    waiting.delete(message.id)
  })
  await once(socket, 'open')
  return {
    request: (method, input) =>
      new Promise((resolve, reject) => {
        const id = ++lastId
        waiting.set(id, (response) => {
          if ('error' in response) reject(new Error(response.error.code))
          else resolve(response.result as never)
        })
        socket.send(JSON.stringify({ id, method, params: input }))
      }),
    onEvent: (listener) => events.add(listener),
    close: () => socket.close(),
  }
}
