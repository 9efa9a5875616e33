import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import type {
  MediaEvent,
  MediaInput,
  MediaMethod,
  MediaOutput,
  MediaResponse,
} from '@veridesk/contract/media-protocol'
import { mediaEvent, mediaMethods, mediaResponse } from '@veridesk/contract/media-protocol'
import { WebSocket } from 'ws'
import { MediaEngineError } from './port.ts'

const DEADLINE_MS = 10_000
const RETRY_FIRST_MS = 100
const RETRY_MOST_MS = 3000
/** The host pings every 10 s; silence for longer means a dead link. */
const HEARTBEAT_MS = 25_000

interface Waiting {
  method: MediaMethod
  resolve: (output: never) => void
  reject: (error: Error) => void
  timer: NodeJS.Timeout
}

/** One media host's control socket: requests with a deadline, events, reconnecting with back-off. */
export class MediaHostClient {
  readonly #url: URL
  readonly #secret: string
  readonly #waiting = new Map<number, Waiting>()
  readonly #eventListeners = new Set<(event: MediaEvent) => void>()
  readonly #connectionListeners = new Set<(connected: boolean) => void>()
  #socket: WebSocket | null = null
  #retry: NodeJS.Timeout | null = null
  #retryMs = RETRY_FIRST_MS
  #nextId = 1
  #connected = false
  #closed = false

  /** @param url `ws://host:port` (or http) of the media host; connecting begins at once. */
  constructor({ url, secret }: { url: string; secret: string }) {
    this.#url = new URL(url)
    this.#secret = secret
    this.#connect()
  }

  get connected(): boolean {
    return this.#connected
  }

  onEvent(listener: (event: MediaEvent) => void): () => void {
    this.#eventListeners.add(listener)
    return () => this.#eventListeners.delete(listener)
  }

  onConnection(listener: (connected: boolean) => void): () => void {
    this.#connectionListeners.add(listener)
    return () => this.#connectionListeners.delete(listener)
  }

  /** Resolves once connected, at once when it is. @throws MediaEngineError `unreachable` after the deadline. */
  async whenConnected(deadlineMs = DEADLINE_MS): Promise<void> {
    if (this.#connected) return
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        stop()
        reject(new MediaEngineError('unreachable', `no connection to ${this.#url.host}`))
      }, deadlineMs)
      const stop = this.onConnection((connected) => {
        if (!connected) return
        clearTimeout(timer)
        stop()
        resolve()
      })
    })
  }

  /** Send one request. @throws MediaEngineError with the host's code, or `unreachable`. */
  async request<M extends MediaMethod>(method: M, input: MediaInput<M>): Promise<MediaOutput<M>> {
    const socket = this.#socket
    if (!socket || !this.#connected)
      throw new MediaEngineError('unreachable', `no connection to ${this.#url.host}`)
    const id = this.#nextId++
    return await new Promise<MediaOutput<M>>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(id)
        reject(new MediaEngineError('unreachable', `${method} was not answered in time`))
      }, DEADLINE_MS)
      this.#waiting.set(id, { method, resolve, reject, timer })
      socket.send(JSON.stringify({ id, method, params: input }))
    })
  }

  /** The bytes of one recorded track. @throws MediaEngineError `no_such_call` when there is no such file. */
  async readRecording({ callId, file }: { callId: string; file: string }): Promise<Readable> {
    const url = new URL(
      `/recordings/${encodeURIComponent(callId)}/${encodeURIComponent(file)}`,
      this.#url,
    )
    url.protocol = url.protocol.replace('ws', 'http')
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${this.#secret}` },
    }).catch((error: unknown) => {
      throw new MediaEngineError('unreachable', String(error))
    })
    if (response.status === 404) throw new MediaEngineError('no_such_call', 'no such recording')
    if (!response.ok || !response.body)
      throw new MediaEngineError('internal', `the media host answered ${response.status}`)
    return Readable.fromWeb(response.body as ReadableStream)
  }

  close(): void {
    this.#closed = true
    if (this.#retry) clearTimeout(this.#retry)
    this.#socket?.terminate()
    this.#lost('closed')
  }

  #connect(): void {
    const url = new URL('/control', this.#url)
    url.protocol = url.protocol.replace('http', 'ws')
    const socket = new WebSocket(url, { headers: { authorization: `Bearer ${this.#secret}` } })
    this.#socket = socket
    let heartbeat: NodeJS.Timeout | null = null
    const alive = () => {
      if (heartbeat) clearTimeout(heartbeat)
      heartbeat = setTimeout(() => socket.terminate(), HEARTBEAT_MS)
    }
    socket.on('open', () => {
      alive()
      this.#retryMs = RETRY_FIRST_MS
      this.#setConnected(true)
    })
    socket.on('ping', alive)
    socket.on('message', (data: Buffer) => {
      alive()
      this.#receive(data.toString())
    })
    // What went wrong shows as a close, and as `unreachable` to whoever waits.
    socket.on('error', () => undefined)
    socket.on('close', () => {
      if (heartbeat) clearTimeout(heartbeat)
      if (socket !== this.#socket) return
      this.#lost('the connection to the media host was lost')
      if (this.#closed) return
      this.#retry = setTimeout(() => this.#connect(), this.#retryMs)
      this.#retryMs = Math.min(this.#retryMs * 2, RETRY_MOST_MS)
    })
  }

  #lost(why: string): void {
    for (const { reject, timer } of this.#waiting.values()) {
      clearTimeout(timer)
      reject(new MediaEngineError('unreachable', why))
    }
    this.#waiting.clear()
    this.#setConnected(false)
  }

  #setConnected(connected: boolean): void {
    if (connected === this.#connected) return
    this.#connected = connected
    for (const listener of this.#connectionListeners) listener(connected)
  }

  #receive(frame: string): void {
    const json = readJson(frame)
    const event = mediaEvent.safeParse(json)
    if (event.success) {
      for (const listener of this.#eventListeners) listener(event.data)
      return
    }
    // What a newer host says beyond that is not for us.
    const response = mediaResponse.safeParse(json)
    if (response.success) this.#settle(response.data)
  }

  #settle(response: MediaResponse): void {
    const waiting = this.#waiting.get(response.id)
    if (!waiting) return
    this.#waiting.delete(response.id)
    clearTimeout(waiting.timer)
    if ('error' in response) {
      waiting.reject(new MediaEngineError(response.error.code, response.error.message))
      return
    }
    const output = mediaMethods[waiting.method].output.safeParse(response.result)
    if (output.success) waiting.resolve(output.data as never)
    else waiting.reject(new MediaEngineError('internal', 'the media host answered something else'))
  }
}

function readJson(frame: string): unknown {
  try {
    return JSON.parse(frame)
  } catch {
    return undefined
  }
}
