/**
 * Acts at most once in so many milliseconds, however often it is woken. The first act after a quiet time comes
 * at a random moment, so that thousands who are woken together do not act together.
 */
export function seldom(
  everyMs: number,
  act: () => void,
): { wake(): void; done(): void; stop(): void } {
  let timer: NodeJS.Timeout | undefined
  let next = 0
  const stop = () => {
    clearTimeout(timer)
    timer = undefined
  }
  const done = () => {
    stop()
    next = performance.now() + everyMs
  }
  return {
    wake() {
      const rest = next - performance.now()
      timer ??= setTimeout(
        () => {
          done()
          act()
        },
        rest > 0 ? rest : Math.random() * everyMs,
      )
    },
    /** It was done by other means just now. */
    done,
    stop,
  }
}
