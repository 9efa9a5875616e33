/** What is measured of the product and of bare PostgreSQL alike; all times in milliseconds. */
export interface Side {
  /** So many customers wait; agents are out of reach, or, where nobody waits, all idle. */
  prepare(waiting: number): Promise<void>
  /** An agent becomes free until somebody's ring for it is heard; the queue is as long again afterwards. */
  freeOne(): Promise<number>
  /** A customer comes until the ring for it is heard; the queue is empty again afterwards. */
  callOnce(): Promise<number>
  /** All agents become free at once, until so many rings are heard. */
  freeAll(count: number): Promise<number>
  close(): Promise<void>
}
