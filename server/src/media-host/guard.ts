import { log, reason } from './log.ts'

const lastLogged = new Map<string, number>()
const QUIET_MS = 1000

/**
 * Wrap a callback that native code will call. An exception that leaves such a callback aborts the
 * whole process, whatever handlers are installed, so it is contained here and logged, at most once
 * a second for each place.
 */
export function guard<A extends unknown[]>(place: string, callback: (...args: A) => void) {
  return (...args: A): void => {
    try {
      callback(...args)
    } catch (error) {
      contained(place, error)
    }
  }
}

/** Run a native call that may throw; false when it did. */
export function attempt(place: string, call: () => void): boolean {
  try {
    call()
    return true
  } catch (error) {
    contained(place, error)
    return false
  }
}

function contained(place: string, error: unknown): void {
  const now = Date.now()
  if (now - (lastLogged.get(place) ?? 0) < QUIET_MS) return
  lastLogged.set(place, now)
  log('warn', 'contained an exception', { place, reason: reason(error) })
}
