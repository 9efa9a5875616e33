/** What is measured of the product and of bare PostgreSQL alike; all times in milliseconds. */
export interface Side {
  /** So many customers wait; agents are out of reach, or, where nobody waits, all idle. */
  prepare(waiting: number): Promise<void>
  /** From the commit that frees an agent to that of a ring for it, as both are heard; the queue is as long again afterwards. */
  freeOne(): Promise<number>
  /** From the commit by which a customer queues to that of the ring for it; the queue is empty again afterwards. */
  callOnce(): Promise<number>
  /** All agents become free at once, until so many rings are heard. */
  freeAll(count: number): Promise<number>
  close(): Promise<void>
}
