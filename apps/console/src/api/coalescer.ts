import type { QueryKey } from '@tanstack/react-query'

/** Several events about one thing come within moments; it is read anew once, after the last of a burst began. */
const windowMs = 150

/** Hands on each key once per window, however often it was given. */
export class Coalescer {
  readonly #waiting = new Map<string, QueryKey>()
  readonly #handOn: (key: QueryKey) => void
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(handOn: (key: QueryKey) => void) {
    this.#handOn = handOn
  }

  give(key: QueryKey): void {
    this.#waiting.set(JSON.stringify(key), key)
    this.#timer ??= setTimeout(() => this.#flush(), windowMs)
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#waiting.clear()
  }

  #flush(): void {
    this.#timer = undefined
    const keys = [...this.#waiting.values()]
    this.#waiting.clear()
    for (const key of keys) this.#handOn(key)
  }
}
