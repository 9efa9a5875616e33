/** The data keys as a process holds them: opened once, read again when told that there are new ones. */
import type { Kysely } from 'kysely'
import { notify, type NotificationBus } from '../realtime/bus.ts'
import { ensureKeys, readKeys, type StoredKey } from './data-keys.ts'
import type { SealingKeys } from './sealer.ts'

const topic = 'data-keys'
const retryMs = 1_000

export interface KeyRing extends SealingKeys {
  readonly indexKey: Buffer
}

/** Tells every process that there is a key to learn, or one to seal under. */
export const tellKeys = <Schema>(db: Kysely<Schema>): Promise<void> => notify(db, topic, 0)

/** What sealers need of the stored keys. */
export function ringOf(master: Buffer, stored: readonly StoredKey[]): KeyRing {
  const current = stored.findLast(({ purpose, active }) => purpose === 'seal' && active)
  const index = stored.find(({ purpose }) => purpose === 'index')
  if (!current || !index) throw new Error('the table of data keys is incomplete')
  const keys = new Map(stored.map(({ number, key }) => [number, key]))
  return { master, current, indexKey: index.key, find: (number) => keys.get(number) }
}

/** Opens the installation's keys and follows them. Throws a sentence where `master` does not open them. */
export async function openKeyRing<Schema>(
  db: Kysely<Schema>,
  master: Buffer,
  bus: NotificationBus,
  onFailure: (cause: unknown) => void,
): Promise<KeyRing & { close(): void }> {
  let ring = ringOf(master, await ensureKeys(db, master))
  let retry: NodeJS.Timeout | undefined
  let closed = false
  let reads = 0

  // The keys that are held stay good whatever happens here.
  async function read(): Promise<void> {
    clearTimeout(retry)
    const turn = (reads += 1)
    try {
      const read = ringOf(master, await readKeys(db, master))
      // Of two that overlap the later one knows more.
      if (turn === reads) ring = read
    } catch (cause) {
      if (closed) return
      onFailure(cause)
      retry = setTimeout(() => void read(), retryMs)
    }
  }

  const leave = [
    bus.onNotification((notification) => notification.topic === topic && void read()),
    bus.onResync(() => void read()),
  ]
  return {
    master,
    get current() {
      return ring.current
    },
    get indexKey() {
      return ring.indexKey
    },
    find: (number) => ring.find(number),
    close() {
      closed = true
      clearTimeout(retry)
      for (const stop of leave) stop()
    },
  }
}
