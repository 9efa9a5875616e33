/** The socket at `/ws`: who may connect, what each may follow, and the fan-out of committed facts (law 6). */
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import {
  clientMessage,
  closedBySession,
  type ClientMessage,
  type ServerMessage,
} from '@veridesk/contract/realtime'
import type { ErrorCode } from '@veridesk/contract/errors'
import type { AccountActor, SeatActor } from '../../actor.ts'
import { AppError } from '../app-error.ts'
import type { NotificationBus } from './bus.ts'
import { seldom } from './seldom.ts'

type SocketActor = AccountActor | SeatActor

export interface SocketRules {
  /** Throws `AppError` where the cookie is missing or no longer good. */
  authenticate(request: IncomingMessage): Promise<SocketActor>
  isOwnOrigin(request: IncomingMessage): boolean
  mayFollow(actor: SocketActor, topic: string): Promise<boolean>
  /**
   * The bus's topic, if any, that this page follows together with very many others; asked again after each
   * event of the own topic. It is told as the own topic, at most every 2 s.
   */
  sharedTopic(actor: SocketActor): Promise<string | null>
  /** Called on connect and on every ping: the page is there. */
  renewLease(actor: SocketActor): Promise<void>
  onFailure(cause: unknown): void
}

interface Connection {
  readonly socket: WebSocket
  readonly request: IncomingMessage
  actor: SocketActor
  /** Topic as the bus names it → topic as this client names it. */
  readonly topics: Map<string, string>
  shared: string | null
  readonly tellShared: ReturnType<typeof seldom>
  alive: boolean
  /** Messages in the current ten seconds. */
  messages: number
  errors: number
}

const pingEvery = 20_000
const tellSharedEvery = 2_000
const messagesPerTenSeconds = 60
const errorsUntilClosed = 20

/** The bus knows whose account or seat; a client only ever follows its own. */
function busTopic(actor: SocketActor, topic: string): string {
  if (topic === 'account' && actor.kind === 'account') return `account:${actor.accountId}`
  if (topic === 'seat' && actor.kind === 'seat') return `seat:${actor.seatId}`
  return topic
}

const ownTopic = (actor: SocketActor) => (actor.kind === 'account' ? 'account' : 'seat')

const ownTopics = (actor: SocketActor): [string, string][] =>
  actor.kind === 'account'
    ? [
        [`account:${actor.accountId}`, 'account'],
        [`session:${actor.sessionId}`, ''],
      ]
    : [
        [`seat:${actor.seatId}`, 'seat'],
        [`session:${actor.seatId}`, ''],
      ]

function refuseUpgrade(socket: Duplex, status: string, code: ErrorCode): void {
  const body = JSON.stringify({ code })
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: application/problem+json\r\nConnection: close\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}

/** Attaches the socket to the HTTP server. Returns how to close it, and how many are connected. */
export function serveSockets(
  server: Server,
  bus: NotificationBus,
  rules: SocketRules,
): { close(): void; count(): number } {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 16 * 1024 })
  const connections = new Set<Connection>()

  const send = (connection: Connection, message: ServerMessage) => {
    if (connection.socket.readyState === 1) connection.socket.send(JSON.stringify(message))
  }
  const end = (connection: Connection, code: ErrorCode) => {
    send(connection, { type: 'ended', code })
    connection.socket.close(closedBySession, code)
  }
  const refuse = (connection: Connection, code: ErrorCode) => {
    send(connection, { type: 'error', code })
    connection.errors += 1
    if (connection.errors >= errorsUntilClosed) connection.socket.close(1008, code)
  }

  async function lookForShared(connection: Connection): Promise<void> {
    try {
      const shared = await rules.sharedTopic(connection.actor)
      // What happened between the page's last look and this one.
      if (shared !== null && shared !== connection.shared) connection.tellShared.wake()
      connection.shared = shared
    } catch (cause) {
      rules.onFailure(cause)
    }
  }

  /** The session or seat changed: still good? Topics that it may no longer follow end without a word. */
  async function authenticateAgain(connection: Connection): Promise<void> {
    try {
      connection.actor = await rules.authenticate(connection.request)
      for (const [named, topic] of connection.topics)
        if (topic !== '' && !(await rules.mayFollow(connection.actor, topic)))
          connection.topics.delete(named)
    } catch (cause) {
      if (cause instanceof AppError) end(connection, cause.code)
      else rules.onFailure(cause)
    }
  }

  async function obey(connection: Connection, message: ClientMessage): Promise<void> {
    if (message.type === 'ping') {
      await rules.renewLease(connection.actor)
      send(connection, { type: 'pong' })
      return
    }
    for (const topic of message.topics) {
      const named = busTopic(connection.actor, topic)
      if (message.type === 'unsubscribe') connection.topics.delete(named)
      else if (await rules.mayFollow(connection.actor, topic)) connection.topics.set(named, topic)
      else refuse(connection, 'topic_refused')
    }
  }

  async function receive(connection: Connection, data: string): Promise<void> {
    connection.messages += 1
    if (connection.messages > messagesPerTenSeconds) {
      refuse(connection, 'too_many_requests')
      return
    }
    let parsed: ReturnType<typeof clientMessage.safeParse>
    try {
      parsed = clientMessage.safeParse(JSON.parse(data))
    } catch {
      refuse(connection, 'bad_message')
      return
    }
    if (!parsed.success) refuse(connection, 'bad_message')
    else await obey(connection, parsed.data)
  }

  function accept(socket: WebSocket, request: IncomingMessage, actor: SocketActor): void {
    const connection: Connection = {
      socket,
      request,
      actor,
      topics: new Map(ownTopics(actor)),
      shared: null,
      tellShared: seldom(tellSharedEvery, () =>
        send(connection, { type: 'event', topic: ownTopic(connection.actor), version: 0 }),
      ),
      alive: true,
      messages: 0,
      errors: 0,
    }
    connections.add(connection)
    const failed = (cause: unknown) => {
      rules.onFailure(cause)
      refuse(connection, 'unavailable')
    }
    socket.on('pong', () => (connection.alive = true))
    socket.on('close', () => {
      connections.delete(connection)
      connection.tellShared.stop()
    })
    socket.on('error', () => socket.terminate())
    socket.on('message', (data, binary) => {
      if (binary) refuse(connection, 'bad_message')
      else receive(connection, String(data)).catch(failed)
    })
    rules
      .renewLease(actor)
      .then(() => lookForShared(connection))
      .then(() => send(connection, { type: 'ready' }), failed)
  }

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy())
    if ((request.url ?? '').split('?')[0] !== '/ws') {
      refuseUpgrade(socket, '404 Not Found', 'not_found')
      return
    }
    if (!rules.isOwnOrigin(request)) {
      refuseUpgrade(socket, '403 Forbidden', 'origin_refused')
      return
    }
    rules.authenticate(request).then(
      (actor) =>
        sockets.handleUpgrade(request, socket, head, (opened) => accept(opened, request, actor)),
      (cause: unknown) => {
        if (cause instanceof AppError) refuseUpgrade(socket, '401 Unauthorized', cause.code)
        else {
          rules.onFailure(cause)
          refuseUpgrade(socket, '503 Service Unavailable', 'unavailable')
        }
      },
    )
  })

  const stopListening = bus.onNotification(({ topic, version }) => {
    for (const connection of connections) {
      const named = connection.topics.get(topic)
      if (topic === connection.shared) connection.tellShared.wake()
      if (named === '') void authenticateAgain(connection)
      else if (named !== undefined) send(connection, { type: 'event', topic: named, version })
      if (named === ownTopic(connection.actor)) {
        connection.tellShared.done()
        void lookForShared(connection)
      }
    }
  })
  const stopResync = bus.onResync(() => {
    for (const connection of connections) {
      send(connection, { type: 'ready' })
      void lookForShared(connection)
      void authenticateAgain(connection)
    }
  })
  const heartbeat = setInterval(() => {
    for (const connection of connections) {
      if (!connection.alive) connection.socket.terminate()
      connection.alive = false
      connection.socket.ping()
    }
  }, pingEvery)
  const forgive = setInterval(() => {
    for (const connection of connections) connection.messages = 0
  }, 10_000)

  return {
    count: () => connections.size,
    close() {
      clearInterval(heartbeat)
      clearInterval(forgive)
      stopListening()
      stopResync()
      for (const { socket } of connections) socket.close(1001)
      sockets.close()
    },
  }
}
