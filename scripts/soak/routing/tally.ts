/** What was done and what the pages saw: counts, and who was told that it answered a call. */
export interface Tally {
  count(what: string, times?: number): void
  /** `won`: how many requests were told that they answered. */
  answered(callId: string, agentId: string, won: number): void
  /** The customer's page saw its call's place in time. */
  queued(callId: string, queuedAt: string): void
  /** The customer's page was away for a time. */
  away(callId: string): void
  readonly counts: ReadonlyMap<string, number>
  readonly winners: ReadonlyMap<string, ReadonlySet<string>>
  readonly twice: ReadonlySet<string>
  readonly places: ReadonlyMap<string, string>
  readonly awayCalls: ReadonlySet<string>
}

export function createTally(): Tally {
  const counts = new Map<string, number>()
  const winners = new Map<string, Set<string>>()
  const twice = new Set<string>()
  const places = new Map<string, string>()
  const awayCalls = new Set<string>()
  return {
    counts,
    winners,
    twice,
    places,
    awayCalls,
    count: (what, times = 1) => counts.set(what, (counts.get(what) ?? 0) + times),
    answered(callId, agentId, won) {
      if (won > 1) twice.add(callId)
      if (won > 0) winners.set(callId, (winners.get(callId) ?? new Set()).add(agentId))
    },
    queued: (callId, queuedAt) => places.set(callId, places.get(callId) ?? queuedAt),
    away: (callId) => awayCalls.add(callId),
  }
}
