import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

const nonceBytes = 12
const tagBytes = 16

/** 32 bytes for one purpose out of `key` (HKDF, RFC 5869). */
export const deriveKey = (key: Buffer, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', key, '', `veridesk ${purpose}`, 32))

/** AES-256-GCM: nonce, tag, body. `header` is not in the result and must be the same to decrypt it. */
export function encrypt(key: Buffer, text: Buffer, header: Buffer): Buffer {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(header)
  const body = Buffer.concat([cipher.update(text), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body])
}

/** Throws where anything was changed, or the key is another. */
export function decrypt(key: Buffer, encrypted: Buffer, header: Buffer): Buffer {
  const nonce = encrypted.subarray(0, nonceBytes)
  const tag = encrypted.subarray(nonceBytes, nonceBytes + tagBytes)
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
  decipher.setAAD(header).setAuthTag(tag)
  const body = encrypted.subarray(nonceBytes + tagBytes)
  return Buffer.concat([decipher.update(body), decipher.final()])
}
