/** The server's clock as this page knows it: what counts on a screen counts by it, not by the computer's. */

let offsetMs = 0

/** Takes a `serverTime` (RFC 3339) received just now. */
export function noteServerTime(serverTime: string, receivedAt = Date.now()): void {
  offsetMs = Date.parse(serverTime) - receivedAt
}

/** Milliseconds since 1970 by the server's clock. */
export function serverNow(): number {
  return Date.now() + offsetMs
}
