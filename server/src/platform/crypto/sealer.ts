import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/** Encrypts single values for rest: AES-256-GCM, one byte of format version, 12 of nonce, 16 of tag. */
export interface Sealer {
  seal(text: string): Buffer
  /** Throws where the bytes were changed or sealed under another key. */
  open(sealed: Buffer): string
}

const formatVersion = 1

/** `purpose` separates the keys, so that a value of one column never opens as another's. */
export function createSealer(secretKey: Buffer, purpose: string): Sealer {
  const key = Buffer.from(hkdfSync('sha256', secretKey, '', `veridesk ${purpose}`, 32))
  return {
    seal(text) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([Buffer.from([formatVersion]), nonce, cipher.getAuthTag(), body])
    },
    open(sealed) {
      if (sealed[0] !== formatVersion) throw new Error('unknown format of a sealed value')
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 13))
      decipher.setAuthTag(sealed.subarray(13, 29))
      return Buffer.concat([decipher.update(sealed.subarray(29)), decipher.final()]).toString()
    },
  }
}
