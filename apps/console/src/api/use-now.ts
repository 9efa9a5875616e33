import { useSyncExternalStore } from 'react'
import { serverNow } from './server-clock.ts'

/** Twice a second, so that no second is skipped. */
const tickMs = 500

function tick(listener: () => void): () => void {
  const timer = setInterval(listener, tickMs)
  return () => clearInterval(timer)
}

const stand = () => () => undefined

let current = serverNow()

/** The same number within a tick, as React wants of a snapshot. */
function read(): number {
  const now = serverNow()
  if (Math.abs(now - current) >= tickMs) current = now
  return current
}

/** The server's time in milliseconds, to the half second, renewed while `running`. */
export function useNow(running = true): number {
  return useSyncExternalStore(running ? tick : stand, read)
}
