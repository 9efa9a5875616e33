/** The job of law 2: numbers and chains what was committed. Any number of processes may run it on one database. */
import { setTimeout as delay } from 'node:timers/promises'
import type { auditChain } from '@veridesk/contract'
import type { z } from 'zod'
import type { AppContext } from '../../context.ts'
import type { Db } from '../../database.ts'
import { coalesced } from '../../platform/coalesced.ts'
import { chainHash, noHash } from './canonical.ts'
import {
  insertLinks,
  isAnyPending,
  lastLink,
  mayChain,
  takePending,
  waitingEntries,
} from './chain-repository.ts'

const batch = 1_000
const passEveryMs = 500
/** Between two passes, so that a busy office is chained in batches. */
const pauseMs = 200

/** Chains at most `limit` entries. Returns how many; 0 also where another process is at it. */
export async function chainPending(db: Db, limit = batch): Promise<number> {
  if (!(await isAnyPending(db))) return 0
  return db.transaction().execute(async (tx) => {
    if (!(await mayChain(tx))) return 0
    const entries = await takePending(tx, limit)
    if (entries.length === 0) return 0
    let { number, hash } = (await lastLink(tx)) ?? { number: 0, hash: noHash }
    const links = entries.map((entry) => {
      number += 1
      hash = chainHash(hash, { ...entry, number, details: JSON.parse(entry.details) })
      return { number, entryId: entry.id, hash }
    })
    await insertLinks(tx, links)
    return links.length
  })
}

/**
 * Chains until stopped: soon after anything happened in the institution, and twice a second. Entries send no
 * notification of their own: it would make every writer wait for PostgreSQL's one queue of them.
 */
export function startAuditChain(ctx: Pick<AppContext, 'db' | 'bus' | 'log'>): {
  stop(): Promise<void>
} {
  let stopped = false
  const chaining = coalesced(
    async () => {
      while (!stopped && (await chainPending(ctx.db)) === batch);
      if (!stopped) await delay(pauseMs)
    },
    (cause) => ctx.log.error({ err: cause }, 'audit chain'),
  )
  const stopListening = ctx.bus.onNotification(() => chaining.wake())
  const timer = setInterval(() => chaining.wake(), passEveryMs)
  chaining.wake()
  return {
    async stop() {
      stopped = true
      clearInterval(timer)
      stopListening()
      await chaining.idle()
    },
  }
}

/** How far the chain is. */
export async function readChain({
  ctx,
}: {
  ctx: Pick<AppContext, 'db'>
}): Promise<z.output<typeof auditChain>> {
  const [link, waiting] = await Promise.all([lastLink(ctx.db), waitingEntries(ctx.db)])
  return { chained: link?.number ?? 0, ...waiting }
}
