import { createHmac } from 'node:crypto'
import { deriveKey } from './aes.ts'

/** Equal texts give equal bytes, which tell nothing of the text to whoever lacks the key: for looking up whole values. */
export type BlindIndex = (text: string) => Buffer

/** HMAC-SHA256 under a key of its own for each purpose: a phone's bytes say nothing of any other column's. */
export function createBlindIndex(indexKey: Buffer, purpose: string): BlindIndex {
  const key = deriveKey(indexKey, `index of ${purpose}`)
  return (text) => createHmac('sha256', key).update(text).digest()
}
