import type { Exclusion } from '@veridesk/contract'
import type { Decision } from './rules.ts'

/** How a choice came about; kept with the offer. */
export interface StoredExplanation {
  /** Whom the rule put in order, the chosen one first; at most 20. */
  readonly candidates: readonly { accountId: string; lastAnsweredAt: string | null }[]
  readonly more: number
  /** How many agents on duty could not be rung, by reason. */
  readonly excluded: Readonly<Partial<Record<Exclusion, number>>>
  readonly waitedSeconds: number
  /** What no log holds: idle agents whose lease had run out, the seed of a lot, how long a rest was then. */
  readonly gone: readonly string[]
  readonly seed?: string
  readonly restSeconds: number
}

const shown = 20

export function explain(
  { choice, excluded, waitedSeconds }: Decision,
  { gone, restSeconds }: Pick<StoredExplanation, 'gone' | 'restSeconds'>,
): StoredExplanation {
  return {
    candidates: choice.order
      .slice(0, shown)
      .map(({ accountId, lastAnsweredAt }) => ({ accountId, lastAnsweredAt })),
    more: Math.max(0, choice.order.length - shown),
    excluded,
    waitedSeconds: Math.max(0, Math.floor(waitedSeconds)),
    gone,
    ...(choice.seed === undefined ? {} : { seed: choice.seed }),
    restSeconds,
  }
}
