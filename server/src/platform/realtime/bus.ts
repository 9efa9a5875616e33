/** Committed facts between processes: PostgreSQL's LISTEN/NOTIFY (law 6), topic and version only. */
import pg from 'pg'
import { sql, type Kysely, type Transaction } from 'kysely'

const channel = 'veridesk'
const pulseEveryMs = 20_000
const pulseWithinMs = 5_000

export interface Notification {
  readonly topic: string
  readonly version: number
}

export interface NotificationBus {
  /** Every committed notification of every process, this one included. */
  onNotification(listener: (notification: Notification) => void): () => void
  /** After the connection was lost and is back: whatever was missed must be read anew. */
  onResync(listener: () => void): () => void
  readonly connected: boolean
  close(): Promise<void>
}

/** Tells everybody once the surrounding transaction commits. */
export async function notify<Schema>(
  tx: Kysely<Schema> | Transaction<Schema>,
  topic: string,
  version: number,
): Promise<void> {
  await sql`select pg_notify(${channel}, ${`${topic} ${version}`})`.execute(tx)
}

/** The same for many topics, in one statement. */
export async function notifyAll<Schema>(
  tx: Kysely<Schema> | Transaction<Schema>,
  notifications: readonly Notification[],
): Promise<void> {
  if (notifications.length === 0) return
  const payloads = notifications.map(({ topic, version }) => `${topic} ${version}`)
  await sql`select pg_notify(${channel}, payload) from unnest(${payloads}::text[]) payload`.execute(
    tx,
  )
}

/** Listens on a connection of its own (no pooler in between); reconnects for as long as it is open. */
export async function openBus(url: string): Promise<NotificationBus> {
  const listeners = new Set<(notification: Notification) => void>()
  const resyncers = new Set<() => void>()
  let client: pg.Client | null = null
  let closed = false
  let retry: NodeJS.Timeout | undefined
  // It only ever receives: without a question now and then a dead link would look quiet.
  const pulse = setInterval(() => void feelPulse(), pulseEveryMs)

  async function feelPulse(): Promise<void> {
    const asked = client
    const deadline = setTimeout(() => asked?.connection.stream.destroy(), pulseWithinMs)
    await asked?.query('select 1').catch(() => undefined)
    clearTimeout(deadline)
  }

  async function connect(): Promise<void> {
    const next = new pg.Client({ connectionString: url, keepAlive: true })
    next.on('notification', ({ payload = '' }) => {
      const [topic = '', version = '0'] = payload.split(' ')
      for (const listener of listeners) listener({ topic, version: Number(version) })
    })
    const lost = () => {
      if (client === next) client = null
      if (!closed) retry ??= setTimeout(reconnect, 500)
    }
    next.on('error', lost)
    next.on('end', lost)
    await next.connect()
    await next.query(`listen ${channel}`)
    client = next
  }

  async function reconnect(): Promise<void> {
    retry = undefined
    try {
      await connect()
      for (const resync of resyncers) resync()
    } catch {
      if (!closed) retry ??= setTimeout(reconnect, 500)
    }
  }

  await connect()
  return {
    onNotification(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    onResync(listener) {
      resyncers.add(listener)
      return () => resyncers.delete(listener)
    },
    get connected() {
      return client !== null
    },
    async close() {
      closed = true
      clearInterval(pulse)
      clearTimeout(retry)
      await client?.end()
    },
  }
}
