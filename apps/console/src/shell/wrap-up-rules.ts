/** What the strip of 话后处理 says: how long it lasts and what holds it (manual 3.1, 3.12). */

export interface WrapUpWords {
  /** Key below `wrapUp` of the translations. */
  readonly key: 'byHand' | 'held' | 'counting' | 'countingHeld' | 'overHeld'
  /** Counted down beside the words, seconds; null: nothing is. */
  readonly left: number | null
}

/**
 * `until`: when it ends by itself (RFC 3339), null: by hand only. A call without a disposition holds it,
 * beyond that time too. `now`: milliseconds of the server's clock.
 */
export function wrapUpWords(until: string | null, unfilled: number, now: number): WrapUpWords {
  if (until === null) return { key: unfilled > 0 ? 'held' : 'byHand', left: null }
  const left = Math.max(0, Math.ceil((Date.parse(until) - now) / 1000))
  if (unfilled === 0) return { key: 'counting', left }
  return left > 0 ? { key: 'countingHeld', left } : { key: 'overHeld', left: null }
}
