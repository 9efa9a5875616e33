/** Time as the app sees it; tests may set it. Deadlines that several processes share use the database's clock. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }
