/** Offers: for whom a waiting call rang, by which rule, and what came of it (manual 3.6). */
import { z } from 'zod'
import { id, time } from './common.ts'
import { offerRules } from './states.ts'

/** Why an agent on duty could not be rung for a call. */
export const exclusions = [
  'other-skills',
  'not-idle',
  'page-gone',
  'already-ringing',
  'resting',
] as const
export type Exclusion = (typeof exclusions)[number]

export const offerOutcomes = ['answered', 'declined', 'missed', 'agent-lost', 'withdrawn'] as const
export type OfferOutcome = (typeof offerOutcomes)[number]

/** How the choice came about. */
export const offerExplanation = z.object({
  /** Whom the rule put in order, the chosen one first; the first 20. */
  candidates: z.array(
    z.object({ accountId: id, name: z.string(), lastAnsweredAt: time.nullable() }),
  ),
  /** Further candidates. */
  more: z.int().nonnegative(),
  /** How many agents on duty could not be rung, by reason. */
  excluded: z.partialRecord(z.enum(exclusions), z.int().positive()),
  /** How long the customer had waited, seconds. */
  waitedSeconds: z.int().nonnegative(),
})

export const offer = z.object({
  id,
  agentId: id,
  agentName: z.string(),
  rule: z.enum(offerRules),
  /** The group for whose sake the agent was rung; null for offers of earlier versions. */
  groupName: z.string().nullable(),
  offeredAt: time,
  /** Null while it rings. */
  endedAt: time.nullable(),
  outcome: z.enum(offerOutcomes).nullable(),
  explanation: offerExplanation,
})
export type Offer = z.infer<typeof offer>
