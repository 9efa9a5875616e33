/** What the bench asks of the generator, and what it answers: JSON over the process channel. */
export interface Counters {
  sent: number
  received: number
  /** Packets that libdatachannel would not take. */
  refused: number
  /** Milliseconds from sending to receiving of sound packets, unsorted. */
  delays: number[]
  /** How often sending began more than 20 ms late: the machine was too busy for the figures to count. */
  late: number
}

export interface Requests {
  /** A new peer and its offer. */
  offer: { input: { peer: number; direction: 'sendrecv' | 'sendonly' }; output: string }
  accept: { input: { peer: number; answer: string }; output: null }
  /** A new peer that only receives, and its answer. */
  answer: { input: { peer: number; offer: string }; output: string }
  /** Waits until the peer's transport is open. */
  open: { input: { peer: number }; output: null }
  /** Everyone sends from now on, counting from zero. */
  start: { input: null; output: null }
  /** Nobody sends any more; what was counted, once the last packets are in. */
  stop: { input: null; output: Counters }
  closeAll: { input: null; output: null }
}

export type RequestName = keyof Requests
export type Request = {
  [N in RequestName]: { id: number; name: N; input: Requests[N]['input'] }
}[RequestName]
export type Response = { id: number } & ({ output: unknown } | { error: string })
