import type { RealtimeSocket } from '@veridesk/call-client'

type Socket = Pick<RealtimeSocket, 'subscribe' | 'unsubscribe'>

/** How many parts of the page follow each topic: the first subscribes, the last unsubscribes. */
export class TopicFollowers {
  readonly #counts = new Map<string, number>()
  #socket: Socket | null = null

  /** Null between two sockets: what is followed meanwhile is subscribed on the next. */
  attach(socket: Socket | null): void {
    this.#socket = socket
    if (this.#counts.size > 0) socket?.subscribe([...this.#counts.keys()])
  }

  /** Returns what stops following. */
  follow(topic: string): () => void {
    const before = this.#counts.get(topic) ?? 0
    this.#counts.set(topic, before + 1)
    if (before === 0) this.#socket?.subscribe([topic])
    return () => {
      const left = (this.#counts.get(topic) ?? 1) - 1
      if (left > 0) this.#counts.set(topic, left)
      else {
        this.#counts.delete(topic)
        this.#socket?.unsubscribe([topic])
      }
    }
  }
}
