/** How calls of a business type are assigned (manual 3.6), as the drawer holds it. */
import type { Assignment } from '@veridesk/contract/business-types'

export interface TypedAssignment {
  readonly claim: boolean
  readonly assignment: Assignment
  readonly familiarWaitSeconds: number | null
}

/** The bounds of the contract. */
export const waitLimits = { min: 0, max: 3600 } as const

/** Why a call of this type is never kept for a familiar agent; null: it may be. */
export function reasonAgainstWaiting(
  claim: boolean,
  assignment: Assignment,
): 'random' | 'claim' | null {
  if (assignment === 'random') return 'random'
  return claim ? 'claim' : null
}

/** The seconds that are sent: what stands in a disabled field does not count. */
export function waitOf({ claim, assignment, familiarWaitSeconds }: TypedAssignment): number {
  return reasonAgainstWaiting(claim, assignment) === null ? (familiarWaitSeconds ?? 0) : 0
}
