/** Waiting times between attempts. */

/** The `attempt`-th wait in ms: `first`, doubled each time, at most `max`. */
export function backoffMs(attempt: number, first: number, max: number): number {
  return Math.min(max, first * 2 ** Math.min(attempt, 30))
}

/** `ms` less up to a fifth, so that all clients of a restarted server do not return in one moment. */
export function spread(ms: number, random: number = Math.random()): number {
  return ms * (1 - 0.2 * random)
}
