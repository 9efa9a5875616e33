/** The socket at `/ws`: tells that something changed, and proves that this page is there (contract/realtime.ts). */
import type { ErrorCode } from '@veridesk/contract/errors'
import type { ClientMessage, closedBySession, ServerMessage } from '@veridesk/contract/realtime'
import { backoffMs, spread } from './backoff.ts'
import { every } from './ticker.ts'

const closedByServer = 4401 satisfies typeof closedBySession
const pingMs = 5000
const deadMs = 10_000
const topicsPerMessage = 50

export interface RealtimeOptions {
  /** `/ws?as=console` or `/ws?as=customer`. */
  readonly url: string
  /** After every connect: whatever the page shows may be out of date. */
  readonly onResync: () => void
  readonly onEvent: (topic: string, version: number) => void
  /** Session or seat is gone; the socket does not come back. */
  readonly onEnded: (code: ErrorCode) => void
  readonly onState: (connected: boolean) => void
}

export class RealtimeSocket {
  readonly #options: RealtimeOptions
  readonly #topics = new Set<string>()
  readonly #cleanups: (() => void)[] = []
  #socket: WebSocket | null = null
  #connected = false
  #attempt = 0
  #lastHeard = 0
  #retry: ReturnType<typeof setTimeout> | undefined

  constructor(options: RealtimeOptions) {
    this.#options = options
    const online = (): void => this.#connect()
    // A phone freezes the timers of a page in the background; a socket that died meanwhile is found at once.
    const visible = (): void => {
      if (document.visibilityState === 'visible' && this.#isDead()) this.#connect()
    }
    addEventListener('online', online)
    document.addEventListener('visibilitychange', visible)
    this.#cleanups.push(
      every(pingMs, () => this.#beat()),
      () => removeEventListener('online', online),
      () => document.removeEventListener('visibilitychange', visible),
    )
    this.#connect()
  }

  /** Followed from now on, over reconnects too. */
  subscribe(topics: string[]): void {
    const fresh = topics.filter((topic) => !this.#topics.has(topic))
    for (const topic of fresh) this.#topics.add(topic)
    if (this.#connected) this.#sendTopics('subscribe', fresh)
  }

  unsubscribe(topics: string[]): void {
    const known = topics.filter((topic) => this.#topics.delete(topic))
    if (this.#connected) this.#sendTopics('unsubscribe', known)
  }

  close(): void {
    for (const cleanup of this.#cleanups.splice(0)) cleanup()
    this.#drop()
  }

  #connect(): void {
    this.#drop()
    const url = new URL(this.#options.url, location.href)
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
    const socket = new WebSocket(url)
    this.#socket = socket
    this.#lastHeard = Date.now()
    socket.onmessage = ({ data }) => this.#heard(JSON.parse(String(data)) as ServerMessage)
    socket.onclose = ({ code }) => (code === closedByServer ? this.#end(null) : this.#reconnect())
  }

  #reconnect(): void {
    this.#drop()
    this.#retry = setTimeout(() => this.#connect(), spread(backoffMs(this.#attempt++, 300, 5000)))
  }

  /** Lets go of the socket without waiting for its farewell: a dead network never brings one. */
  #drop(): void {
    clearTimeout(this.#retry)
    const socket = this.#socket
    this.#socket = null
    if (socket) {
      socket.onmessage = null
      socket.onclose = null
      socket.close()
    }
    this.#setConnected(false)
  }

  #end(code: ErrorCode | null): void {
    this.close()
    this.#options.onEnded(code ?? 'not_signed_in')
  }

  /** `pong` only proves that the server lives; an `error` refuses one topic, and asking again helps nothing. */
  #heard(message: ServerMessage): void {
    this.#lastHeard = Date.now()
    if (message.type === 'ended') this.#end(message.code)
    else if (message.type === 'event') this.#options.onEvent(message.topic, message.version)
    else if (message.type === 'ready') {
      this.#attempt = 0
      this.#setConnected(true)
      this.#sendTopics('subscribe', [...this.#topics])
      this.#options.onResync()
    }
  }

  #beat(): void {
    if (this.#connected) this.#send({ type: 'ping' })
    if (this.#socket && this.#isDead()) this.#reconnect()
  }

  #isDead(): boolean {
    return Date.now() - this.#lastHeard >= deadMs
  }

  #setConnected(connected: boolean): void {
    if (this.#connected === connected) return
    this.#connected = connected
    this.#options.onState(connected)
  }

  #sendTopics(type: 'subscribe' | 'unsubscribe', topics: string[]): void {
    for (let from = 0; from < topics.length; from += topicsPerMessage)
      this.#send({ type, topics: topics.slice(from, from + topicsPerMessage) })
  }

  #send(message: ClientMessage): void {
    this.#socket?.send(JSON.stringify(message))
  }
}
