/** How long a waiting caller may still have to wait: pure. */

/** The value below which `part` of the sorted values lie (nearest rank). */
const percentile = (sorted: readonly number[], part: number): number =>
  sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? 0

/**
 * From the middle half (25th to 75th percentile) of what recent callers who waited at least as long still had
 * to wait from then on. Null below `minimum` of them: a guess would be no honest one. All in seconds.
 */
export function estimateOf(
  waits: readonly number[],
  waited: number,
  minimum: number,
): { fromSeconds: number; toSeconds: number } | null {
  const rest = waits.filter((wait) => wait > waited).map((wait) => wait - waited)
  if (rest.length < minimum) return null
  const sorted = rest.toSorted((a, b) => a - b)
  return {
    fromSeconds: Math.round(percentile(sorted, 0.25)),
    toSeconds: Math.round(percentile(sorted, 0.75)),
  }
}
