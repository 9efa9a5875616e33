/** Recomputes the whole chain, in batches: what the doctor asks. */
import type { Db } from '../../database.ts'
import { chainHash, noHash, type ChainedEntry } from './canonical.ts'
import {
  linksAfter,
  pendingWithoutEntry,
  unchainedAfter,
  waitingEntries,
} from './chain-repository.ts'

const batch = 5_000
/** Of each kind of fault so many are named; all are counted. */
const named = 10

/** What is wrong, by kind: how often, and where first. */
export interface Fault {
  readonly kind: 'gap' | 'changed' | 'removed' | 'unchained'
  count: number
  /** Chain numbers; ids of unchained entries. */
  readonly where: string[]
}

export interface ChainReport {
  readonly links: number
  /** The last link: note it down elsewhere, and nobody can rewrite what came before it unseen. */
  readonly head: { readonly number: number; readonly hash: string }
  readonly waiting: number
  readonly lagSeconds: number
  readonly faults: readonly Fault[]
}

type Found = (kind: Fault['kind'], where: string | number, count?: number) => void

/** Null where the link's entry is gone. */
function entryOf(row: Awaited<ReturnType<typeof linksAfter>>[number]): ChainedEntry | null {
  const { number, id, at, actorKind, actorId, action } = row
  const { workOrderId, callId, targetId, details, address } = row
  if (id === null || actorKind === null || action === null) return null
  const whole = {
    number,
    id,
    at,
    actorKind,
    actorId,
    action,
    workOrderId,
    callId,
    targetId,
    address,
  }
  return { ...whole, details: JSON.parse(details) }
}

/** Every link against its entry and the link before it. */
async function walkLinks(
  db: Db,
  found: Found,
): Promise<{ links: number; number: number; hash: Buffer }> {
  let links = 0
  let number = 0
  let hash: Buffer = noHash
  for (;;) {
    const rows = await linksAfter(db, number, batch)
    for (const row of rows) {
      const gap = row.number - number - 1
      if (gap > 0) found('gap', number + 1, gap)
      const entry = entryOf(row)
      if (entry === null) found('removed', row.number)
      // What follows a gap has lost its predecessor: only its successors can be checked.
      else if (gap === 0 && !chainHash(hash, entry).equals(row.hash)) found('changed', row.number)
      number = row.number
      hash = row.hash
    }
    links += rows.length
    if (rows.length < batch) return { links, number, hash }
  }
}

/** Every entry is chained, or waits to be. */
async function walkEntries(db: Db, found: Found): Promise<void> {
  let id: string | null = '00000000-0000-0000-0000-000000000000'
  while (id !== null) {
    const { last, lost }: { last: string | null; lost: string[] } = await unchainedAfter(
      db,
      id,
      batch,
    )
    for (const each of lost) found('unchained', each)
    id = last
  }
}

/** Reads the whole chain and the whole log once; memory does not grow with them. */
export async function verifyChain(db: Db): Promise<ChainReport> {
  const faults = new Map<Fault['kind'], Fault>()
  const found: Found = (kind, where, count = 1) => {
    const fault = faults.get(kind) ?? { kind, count: 0, where: [] }
    faults.set(kind, fault)
    fault.count += count
    if (fault.where.length < named) fault.where.push(String(where))
  }
  const { links, number, hash } = await walkLinks(db, found)
  await walkEntries(db, found)
  for (const id of await pendingWithoutEntry(db, batch)) found('removed', id)
  return {
    links,
    head: { number, hash: hash.toString('hex') },
    ...(await waitingEntries(db)),
    faults: [...faults.values()],
  }
}
