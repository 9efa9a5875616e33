import type { Sample } from '../data/samples.ts'

/** Who asks: `busy agent` is one of the group whose items occur most often. */
export type Asker = 'administrator' | 'agent' | 'busy agent'

/** One request, and the same by hand. */
export interface Asked {
  readonly query: Record<string, string>
  readonly sql: string
  readonly values: readonly unknown[]
}

export interface Case {
  readonly name: string
  readonly as: Asker
  readonly path: string
  /** What to ask about this order, or of this account. */
  readonly ask: (sample: Sample, accountId: string) => Asked
  /** What of the answer must be the same in both. Rows by hand are as PostgreSQL gives them. */
  readonly same: { answer: (body: never) => unknown; rows: (rows: never[]) => unknown }
}

/** A page: the same rows in the same order. */
export const samePage: Case['same'] = {
  answer: ({ items }: { items: { id: string }[] }) => items.map(({ id }) => id),
  rows: (rows: { id: string }[]) => rows.map(({ id }) => id),
}

/** The time of a position in a cursor as the product writes it. */
export { encodePosition } from '../../../server/src/platform/time-cursor.ts'

const dayMs = 86_400_000
/** From the beginning of the day of `at`, so many days. */
export function daysFrom(at: string, days: number): { from: string; to: string } {
  const from = Math.floor(Date.parse(at) / dayMs) * dayMs
  return {
    from: new Date(from).toISOString(),
    to: new Date(from + days * dayMs).toISOString(),
  }
}
