import { useSyncExternalStore } from 'react'
import { serverNow } from './server-clock.ts'

/** Twice a second, so that no second is skipped. */
const tickMs = 500

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

/** One timer for all that counts on the page, so that it is drawn together. */
function tick(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => {
    for (const each of listeners) each()
  }, tickMs)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
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
