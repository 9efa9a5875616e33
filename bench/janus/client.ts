/** The Janus API over one WebSocket: as much of it as a VideoRoom needs. */

/** The parts of a Janus message that are read here. */
interface JanusMessage {
  janus: string
  transaction?: string
  sender?: number
  data?: { id: number }
  error?: { code: number; reason: string }
  plugindata?: { data: { error?: string; error_code?: number } }
  jsep?: { sdp: string }
}

interface Waiting {
  /** Plugins acknowledge first and answer with an event; other requests end with either. */
  isForPlugin: boolean
  resolve: (message: JanusMessage) => void
  reject: (cause: Error) => void
}

export interface JanusHandle {
  /** Resolves when Janus says that the handle's transport is up. */
  up: Promise<void>
  /** Asks the plugin; resolves to the SDP of its answer, if any. Rejects with the plugin's refusal. */
  send: (body: object, jsep?: { type: 'offer' | 'answer'; sdp: string }) => Promise<string>
  /** One candidate of the browser's; null after the last. */
  trickle: (candidate: object | null) => Promise<void>
  detach: () => Promise<void>
}

/** Janus ends a session that says nothing for 60 s. */
const keepAliveMs = 25_000

export class JanusClient {
  readonly #socket: WebSocket
  readonly #secret: string
  readonly #waiting = new Map<string, Waiting>()
  readonly #webrtcUp = new Map<number, () => void>()
  #session = 0
  #last = 0
  #keepAlive: NodeJS.Timeout | undefined

  private constructor(socket: WebSocket, secret: string) {
    this.#socket = socket
    this.#secret = secret
    socket.addEventListener('message', ({ data }) =>
      this.#receive(JSON.parse(String(data)) as JanusMessage),
    )
    socket.addEventListener('close', () => {
      for (const { reject } of this.#waiting.values()) reject(new Error('Janus hung up'))
    })
  }

  /** Connects and opens a session. Rejects where nothing listens at `url`. */
  static async connect(url: string, secret: string): Promise<JanusClient> {
    const socket = new WebSocket(url, 'janus-protocol')
    await new Promise<void>((resolve, reject) => {
      socket.addEventListener('open', () => resolve())
      socket.addEventListener('error', () => reject(new Error(`no connection to ${url}`)))
    })
    const client = new JanusClient(socket, secret)
    client.#session = idOf(await client.#request({ janus: 'create' }))
    client.#keepAlive = setInterval(() => void client.#request({ janus: 'keepalive' }), keepAliveMs)
    return client
  }

  /** A new handle of the VideoRoom plugin. */
  async attach(): Promise<JanusHandle> {
    const plugin = 'janus.plugin.videoroom'
    const id = idOf(await this.#request({ janus: 'attach', plugin }))
    const up = new Promise<void>((resolve) => this.#webrtcUp.set(id, resolve))
    return {
      up,
      send: async (body, jsep) => {
        const message = { janus: 'message', handle_id: id, body, ...(jsep ? { jsep } : {}) }
        return (await this.#request(message)).jsep?.sdp ?? ''
      },
      trickle: async (candidate) => {
        const given = candidate ?? { completed: true }
        await this.#request({ janus: 'trickle', handle_id: id, candidate: given })
      },
      detach: async () => {
        await this.#request({ janus: 'detach', handle_id: id })
      },
    }
  }

  close(): void {
    clearInterval(this.#keepAlive)
    this.#socket.close()
  }

  #request(request: object): Promise<JanusMessage> {
    const transaction = String((this.#last += 1))
    const session = this.#session ? { session_id: this.#session } : {}
    return new Promise((resolve, reject) => {
      const isForPlugin = 'body' in request
      this.#waiting.set(transaction, { isForPlugin, resolve, reject })
      this.#socket.send(
        JSON.stringify({ ...request, ...session, transaction, apisecret: this.#secret }),
      )
    })
  }

  #receive(message: JanusMessage): void {
    if (message.janus === 'webrtcup' && message.sender) this.#webrtcUp.get(message.sender)?.()
    const { transaction } = message
    const waiting = transaction === undefined ? undefined : this.#waiting.get(transaction)
    if (!waiting || transaction === undefined) return
    if (message.janus === 'ack' && waiting.isForPlugin) return
    this.#waiting.delete(transaction)
    const refusal = message.error?.reason ?? message.plugindata?.data.error
    if (refusal === undefined) waiting.resolve(message)
    else waiting.reject(new Error(`Janus: ${refusal}`))
  }
}

const idOf = ({ data }: JanusMessage): number => {
  if (!data) throw new Error('Janus named no id')
  return data.id
}
