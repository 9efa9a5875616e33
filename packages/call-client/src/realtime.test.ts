import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { RealtimeSocket, type RealtimeOptions } from './realtime.ts'

/** Stands in for the browser's WebSocket; the test plays the server. */
class FakeSocket {
  static readonly all: FakeSocket[] = []
  readonly url: string
  readonly sent: unknown[] = []
  closed = false
  onmessage: ((event: { data: string }) => void) | null = null
  onclose: ((event: { code: number }) => void) | null = null
  constructor(url: URL) {
    this.url = url.href
    FakeSocket.all.push(this)
  }
  send(message: string): void {
    this.sent.push(JSON.parse(message))
  }
  close(): void {
    this.closed = true
  }
  tell(message: object): void {
    this.onmessage?.({ data: JSON.stringify(message) })
  }
}

const newest = (): FakeSocket => {
  const socket = FakeSocket.all.at(-1)
  if (!socket) throw new Error('no socket was opened')
  return socket
}

let told: unknown[]
let page: EventTarget
let open: RealtimeSocket[]

function connect(): RealtimeSocket {
  const options: RealtimeOptions = {
    url: '/ws?as=console',
    onResync: () => told.push('resync'),
    onEvent: (topic, version) => told.push([topic, version]),
    onEnded: (code) => told.push({ ended: code }),
    onState: (connected) => told.push(connected),
  }
  const socket = new RealtimeSocket(options)
  open.push(socket)
  return socket
}

beforeEach(() => {
  vi.useFakeTimers()
  FakeSocket.all.length = 0
  told = []
  open = []
  page = new EventTarget()
  vi.stubGlobal('WebSocket', FakeSocket)
  vi.stubGlobal('location', { href: 'https://veridesk.example/c/abc' })
  vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }))
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page))
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page))
})

afterEach(() => {
  for (const socket of open) socket.close()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

test('it connects securely where the page is secure, and asks for a resync once ready', () => {
  connect()
  expect(newest().url).toBe('wss://veridesk.example/ws?as=console')
  expect(told).toEqual([])
  newest().tell({ type: 'ready' })
  expect(told).toEqual([true, 'resync'])
})

test('topics are followed from ready on, and again after every reconnect', () => {
  const socket = connect()
  socket.subscribe(['queue', 'work-orders'])
  expect(newest().sent).toEqual([])
  newest().tell({ type: 'ready' })
  expect(newest().sent).toEqual([{ type: 'subscribe', topics: ['queue', 'work-orders'] }])
  socket.unsubscribe(['queue'])
  expect(newest().sent.at(-1)).toEqual({ type: 'unsubscribe', topics: ['queue'] })

  newest().onclose?.({ code: 1006 })
  vi.advanceTimersByTime(300)
  newest().tell({ type: 'ready' })
  expect(newest().sent).toEqual([{ type: 'subscribe', topics: ['work-orders'] }])
  expect(told).toEqual([true, 'resync', false, true, 'resync'])
})

test('events are passed on', () => {
  connect()
  newest().tell({ type: 'event', topic: 'queue', version: 7 })
  expect(told).toEqual([['queue', 7]])
})

test('it waits longer after each failed attempt, up to 5 s', () => {
  vi.spyOn(Math, 'random').mockReturnValue(0)
  connect()
  for (const wait of [300, 600, 1200, 2400, 4800, 5000, 5000]) {
    const before = FakeSocket.all.length
    newest().onclose?.({ code: 1006 })
    vi.advanceTimersByTime(wait - 1)
    expect(FakeSocket.all).toHaveLength(before)
    vi.advanceTimersByTime(1)
    expect(FakeSocket.all).toHaveLength(before + 1)
  }
})

test('coming online reconnects at once', () => {
  connect()
  newest().onclose?.({ code: 1006 })
  page.dispatchEvent(new Event('online'))
  expect(FakeSocket.all).toHaveLength(2)
})

test('it pings every 5 s, and a socket without an answer for 10 s is given up', () => {
  connect()
  newest().tell({ type: 'ready' })
  vi.advanceTimersByTime(5000)
  expect(newest().sent).toEqual([{ type: 'ping' }])
  newest().tell({ type: 'pong' })
  vi.advanceTimersByTime(9999)
  expect(newest().closed).toBe(false)
  vi.advanceTimersByTime(1)
  expect(FakeSocket.all[0]?.closed).toBe(true)
  expect(told.at(-1)).toBe(false)
})

test('a session that ended is told once and never reconnected', () => {
  connect()
  newest().tell({ type: 'ready' })
  newest().tell({ type: 'ended', code: 'session_replaced' })
  newest().onclose?.({ code: 4401 })
  vi.advanceTimersByTime(60_000)
  page.dispatchEvent(new Event('online'))
  expect(FakeSocket.all).toHaveLength(1)
  expect(told).toEqual([true, 'resync', false, { ended: 'session_replaced' }])
})

test('a close with 4401 alone ends it too', () => {
  connect()
  newest().onclose?.({ code: 4401 })
  vi.advanceTimersByTime(60_000)
  expect(FakeSocket.all).toHaveLength(1)
  expect(told).toEqual([{ ended: 'not_signed_in' }])
})
