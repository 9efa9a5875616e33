/** A group as its drawer holds it, and what the contract wants of it (manual 3.18). */
import type { Group, SaveGroup } from '@veridesk/contract/groups'
import { hoursOf, rowsOf, type SpanRow } from './hours/hours.ts'
import type { Member } from './member-choice.tsx'

export interface Typed {
  readonly name: string
  readonly itemIds: readonly string[]
  readonly members: readonly Member[]
  /** Null: as everywhere, or no such rule. */
  readonly ringSeconds: number | null
  readonly wrapUpSeconds: number | null
  readonly queueLimit: number | null
  readonly overflowGroupId: string | null
  readonly overflowAfterSeconds: number | null
  readonly hours: readonly SpanRow[]
}

/** The bounds of the contract. */
export const limits = {
  ringSeconds: { min: 5, max: 300 },
  wrapUpSeconds: { min: 10, max: 86_400 },
  queueLimit: { min: 1, max: 100_000 },
  overflowAfterSeconds: { min: 1, max: 86_400 },
} as const

export const nothing: Typed = {
  name: '',
  itemIds: [],
  members: [],
  ringSeconds: null,
  wrapUpSeconds: null,
  queueLimit: null,
  overflowGroupId: null,
  overflowAfterSeconds: null,
  hours: [],
}

export const typedFrom = ({ overflow, hours, ...group }: Group): Typed => ({
  name: group.name,
  itemIds: group.itemIds,
  members: group.members,
  ringSeconds: group.ringSeconds,
  wrapUpSeconds: group.wrapUpSeconds,
  queueLimit: group.queueLimit,
  overflowGroupId: overflow?.groupId ?? null,
  overflowAfterSeconds: overflow?.afterSeconds ?? null,
  hours: rowsOf(hours),
})

/** What is sent; a cleared field comes from the kit as null or undefined. */
export function toRequest(typed: Typed): Omit<SaveGroup, 'version'> {
  const { overflowGroupId: groupId, overflowAfterSeconds: afterSeconds } = typed
  return {
    name: typed.name.trim(),
    itemIds: [...typed.itemIds],
    memberIds: typed.members.map((member) => member.id),
    ringSeconds: typed.ringSeconds ?? null,
    wrapUpSeconds: typed.wrapUpSeconds ?? null,
    queueLimit: typed.queueLimit ?? null,
    overflow: groupId && afterSeconds ? { groupId, afterSeconds } : null,
    hours: hoursOf(typed.hours),
  }
}

type Overflowing = Pick<Group, 'id' | 'overflow'>

/** Whether callers who overflow from `own` to `target` would come back to `own` from group to group. */
export function overflowsBack(
  groups: readonly Overflowing[],
  own: string,
  target: string,
): boolean {
  const passed = new Set<string>()
  for (let at: string | undefined = target; at !== undefined && !passed.has(at);) {
    if (at === own) return true
    passed.add(at)
    at = groups.find((group) => group.id === at)?.overflow?.groupId
  }
  return false
}
