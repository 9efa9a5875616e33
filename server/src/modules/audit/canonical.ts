/** What of an entry is hashed, byte for byte (docs/operations.md): anybody can compute it again. */
import { createHash } from 'node:crypto'

/** An entry as the chain sees it; `at` in UTC with six digits of a second. */
export interface ChainedEntry {
  readonly number: number
  readonly id: string
  readonly at: string
  readonly actorKind: string
  readonly actorId: string | null
  readonly action: string
  readonly workOrderId: string | null
  readonly callId: string | null
  readonly targetId: string | null
  readonly details: unknown
  readonly address: string | null
}

/** Before the first entry. */
export const noHash = Buffer.alloc(32)

/** RFC 8785 (JCS): no spaces, keys by their UTF-16 code units, numbers and strings as ECMAScript writes them. */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const pairs = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return `{${pairs.map(([key, each]) => `${JSON.stringify(key)}:${canonicalJson(each)}`).join(',')}}`
}

/** SHA-256 over the 32 bytes of the previous hash and the entry's canonical JSON in UTF-8. */
export function chainHash(previous: Buffer, entry: ChainedEntry): Buffer {
  const { number, id, at, actorKind, actorId, action } = entry
  const { workOrderId, callId, targetId, details, address } = entry
  const hashed = {
    number,
    id,
    at,
    actorKind,
    actorId,
    action,
    workOrderId,
    callId,
    targetId,
    details,
    address,
  }
  return createHash('sha256').update(previous).update(canonicalJson(hashed)).digest()
}
