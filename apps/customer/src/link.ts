/** The token of a work order's link `/c/<token>`; null for the bare page `/c`. */
export function linkTokenOf(path: string): string | null {
  return /^\/c\/([^/]+)\/?$/.exec(path)?.[1] ?? null
}

/** The phone number with which a mini program opens `/c#phone=…`, so that no server's log has it; else null. */
export function phoneOfHash(hash: string): string | null {
  return /^#phone=(1[3-9]\d{9})$/.exec(hash)?.[1] ?? null
}

/** What opens the same matter in another browser; without a token, the entry by phone number. */
export function linkOf(token: string | null, origin = location.origin): string {
  return token === null ? `${origin}/c` : `${origin}/c/${token}`
}
