/** Work that many ask for at once and that is done once. */

/**
 * Whoever asks while `work` runs, or for `freshFor` milliseconds after it ended, shares its answer. A
 * failure is shared by those who wait for it and not kept.
 */
export function shared<T>(
  work: () => Promise<T>,
  freshFor: (answer: T) => number,
): () => Promise<T> {
  let running: Promise<T> | undefined
  let kept: { answer: T; until: number } | undefined
  const start = async () => {
    try {
      const answer = await work()
      kept = { answer, until: performance.now() + freshFor(answer) }
      return answer
    } finally {
      running = undefined
    }
  }
  return async () => {
    if (kept && performance.now() < kept.until) return kept.answer
    return (running ??= start())
  }
}
