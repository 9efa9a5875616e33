import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'

/** A random token for URLs and cookies: 16 bytes, 22 base64url characters. */
export const newToken = (): string => randomBytes(16).toString('base64url')

/** Tokens rest as their SHA-256 only. */
export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest()

/** Six digits. */
export const newCode = (): string => String(randomInt(1_000_000)).padStart(6, '0')

/** Compares two secrets in a time that tells nothing of where they differ. */
export const sameSecret = (a: string, b: string): boolean =>
  timingSafeEqual(hashToken(a), hashToken(b))
