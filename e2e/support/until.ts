import { setTimeout as delay } from 'node:timers/promises'

/** Asks again and again until the answer is true or the deadline has passed; then says what it waited for. */
export async function until(
  what: string,
  withinMs: number,
  ask: () => Promise<boolean> | boolean,
): Promise<number> {
  const started = performance.now()
  for (;;) {
    if (await ask()) return performance.now() - started
    if (performance.now() - started > withinMs)
      throw new Error(`not within ${withinMs} ms: ${what}`)
    await delay(50)
  }
}
