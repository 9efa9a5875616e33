/** Turns for work that a machine can only do so much of at once. */
import { AppError } from './app-error.ts'

/**
 * Runs at most `atOnce` pieces of work; up to `waiting` more wait their turn, whoever comes then is refused
 * with `unavailable`.
 */
export function createLimiter(
  atOnce: number,
  waiting: number,
): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0
  const queue: (() => void)[] = []
  return async (work) => {
    if (running >= atOnce) {
      if (queue.length >= waiting) throw new AppError('unavailable')
      await new Promise<void>((resolve) => queue.push(resolve))
    } else running += 1
    try {
      return await work()
    } finally {
      // The turn goes on to the next, or is given back.
      const next = queue.shift()
      if (next) next()
      else running -= 1
    }
  }
}
