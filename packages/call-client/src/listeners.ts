/** A set of listeners of one kind of news. */
export class Listeners<T> {
  readonly #all = new Set<(news: T) => void>()

  /** Returns what unsubscribes. */
  add(listener: (news: T) => void): () => void {
    this.#all.add(listener)
    return () => {
      this.#all.delete(listener)
    }
  }

  tell(news: T): void {
    for (const listener of this.#all) listener(news)
  }

  clear(): void {
    this.#all.clear()
  }
}
