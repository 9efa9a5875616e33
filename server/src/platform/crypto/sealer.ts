import { decrypt, deriveKey, encrypt } from './aes.ts'

/** Encrypts single values for rest. */
export interface Sealer {
  seal(text: string): Buffer
  /** Throws where the bytes were changed, sealed for another purpose, or under a key that is not there. */
  open(sealed: Buffer): string
}

/** Where a sealer finds its keys. */
export interface SealingKeys {
  /** Sealed the values of format 1. */
  readonly master: Buffer
  /** What new values are sealed under. */
  readonly current: DataKey
  find(number: number): Buffer | undefined
}

export interface DataKey {
  readonly number: number
  readonly key: Buffer
}

/** Format 1: this byte, then nonce, tag and body under the master key. No longer written. */
const underMaster = 1
/** Format 2: this byte and the data key's number in four, then nonce, tag and body under that key. */
const underDataKey = 2
const nothing = Buffer.alloc(0)

/** What every value that is sealed under this data key begins with. */
export function headerOf(keyNumber: number): Buffer {
  const header = Buffer.alloc(5, underDataKey)
  header.writeUInt32BE(keyNumber, 1)
  return header
}

/** `purpose` separates the keys, so that a value of one column never opens as another's. */
export function createSealer(keys: SealingKeys, purpose: string): Sealer {
  const derived = new Map<Buffer, Buffer>()
  const keyFor = (key: Buffer): Buffer => {
    const known = derived.get(key) ?? deriveKey(key, purpose)
    derived.set(key, known)
    return known
  }
  return {
    seal(text) {
      const { number, key } = keys.current
      const header = headerOf(number)
      return Buffer.concat([header, encrypt(keyFor(key), Buffer.from(text), header)])
    },
    open(sealed) {
      if (sealed[0] === underMaster)
        return decrypt(keyFor(keys.master), sealed.subarray(1), nothing).toString()
      if (sealed[0] !== underDataKey || sealed.length < 5)
        throw new Error('unknown format of a sealed value')
      const number = sealed.readUInt32BE(1)
      const key = keys.find(number)
      if (!key) throw new Error(`data key ${number} is not known here`)
      return decrypt(keyFor(key), sealed.subarray(5), sealed.subarray(0, 5)).toString()
    },
  }
}
