/** A page of a customer or an agent as the server sees one: a cookie, requests, and a socket that comes back. */
import { setTimeout as delay } from 'node:timers/promises'

export interface Answer {
  readonly status: number
  readonly code: string | null
  readonly body: unknown
}

export interface Page {
  /** At the process where the socket is, or at the given one. Null: nobody answered. */
  ask(method: string, path: string, body?: unknown, at?: string): Promise<Answer | null>
  /** The same request to all processes at once, as of a double click. */
  askTwice(method: string, path: string, body?: unknown): Promise<(Answer | null)[]>
  /** The tab is closed; `open` brings it back. */
  close(): void
  open(): void
}

export interface PageSettings {
  readonly urls: readonly string[]
  readonly cookie: string
  readonly as: 'customer' | 'agent'
  readonly pingEveryMs: number
  /** Something may have changed: a notification, or the socket is back. */
  onNews(): void
  /** The server had no sign of life for so long that the page may have counted as gone. */
  onAway?(): void
}

const reconnectAfterMs = 150

/** Sockets take turns between the processes; a lost one comes back at the next. */
export function openPage({ urls, cookie, as, pingEveryMs, onNews, onAway }: PageSettings): Page {
  let turn = Math.floor(Math.random() * urls.length)
  let socket: WebSocket | null = null
  let isOpen = false
  let aliveAt = performance.now()
  let pinging: NodeJS.Timeout | undefined
  const here = () => urls[turn % urls.length] ?? ''

  function connect(): void {
    if (!isOpen) return
    turn += 1
    const url = here()
    const address = `${url.replace('http', 'ws')}/ws${as === 'customer' ? '?as=customer' : ''}`
    const opened = new WebSocket(address, { headers: { cookie, origin: url } } as never)
    socket = opened
    opened.addEventListener('message', ({ data }) => {
      const { type } = JSON.parse(String(data)) as { type: string }
      if (type === 'ready' || type === 'pong') {
        if (performance.now() - aliveAt > 2 * pingEveryMs) onAway?.()
        aliveAt = performance.now()
      }
      if (type === 'ready' || type === 'event') onNews()
    })
    opened.addEventListener('error', () => undefined)
    opened.addEventListener('close', () => {
      if (socket === opened) setTimeout(connect, reconnectAfterMs * (0.5 + Math.random()))
    })
  }

  async function ask(method: string, path: string, body?: unknown, at = here()) {
    try {
      const response = await fetch(`${at}${path}`, {
        method,
        headers: {
          cookie,
          'x-veridesk': '1',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const text = await response.text()
      const parsed: unknown = text === '' ? null : JSON.parse(text)
      const code = response.ok ? null : ((parsed as { code?: string } | null)?.code ?? 'no code')
      return { status: response.status, code, body: parsed }
    } catch {
      return null
    }
  }

  return {
    ask,
    askTwice: (method, path, body) => Promise.all(urls.map((url) => ask(method, path, body, url))),
    open() {
      if (isOpen) return
      isOpen = true
      connect()
      pinging = setInterval(() => {
        if (socket?.readyState === WebSocket.OPEN) socket.send('{"type":"ping"}')
      }, pingEveryMs)
    },
    close() {
      isOpen = false
      clearInterval(pinging)
      const closing = socket
      socket = null
      closing?.close()
    },
  }
}

/** Asks until somebody answers: a process may just be dead. */
export async function insist(
  page: Page,
  method: string,
  path: string,
  body?: unknown,
  isOver: () => boolean = () => false,
): Promise<Answer | null> {
  for (;;) {
    const answer = await page.ask(method, path, body)
    if (answer && answer.status < 500 && answer.status !== 429) return answer
    if (isOver()) return null
    await delay(100 + Math.random() * 200)
  }
}
