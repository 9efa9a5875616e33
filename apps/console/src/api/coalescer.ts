import type { QueryKey } from '@tanstack/react-query'

/** Several events about one thing come within moments; it is read anew once, after the last of a burst began. */
const windowMs = 150

/** Hands on each key once per window, however often it was given. */
export class Coalescer {
  readonly #waiting = new Map<string, QueryKey>()
  readonly #handOn: (key: QueryKey) => void
  #heldUntil = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(handOn: (key: QueryKey) => void) {
    this.#handOn = handOn
  }

  give(key: QueryKey): void {
    this.#waiting.set(JSON.stringify(key), key)
    this.#timer ??= setTimeout(
      () => this.#flush(),
      Math.max(windowMs, this.#heldUntil - Date.now()),
    )
  }

  /** Hands on nothing for so long: something more important is under way. */
  hold(ms: number): void {
    this.#heldUntil = Date.now() + ms
  }

  get held(): boolean {
    return Date.now() < this.#heldUntil
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#waiting.clear()
  }

  #flush(): void {
    this.#timer = undefined
    const keys = [...this.#waiting.values()]
    this.#waiting.clear()
    for (const key of keys) this.#handOn(key)
  }
}
