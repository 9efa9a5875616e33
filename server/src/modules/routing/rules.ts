/** Who is rung for which call (manual 3.6, product.md): pure, so that a decision can be explained and replayed. */
import { createHash } from 'node:crypto'
import type { Assignment, Exclusion } from '@veridesk/contract'
import type { OfferRule } from '@veridesk/contract/states'
import type { Reach } from './reach.ts'

export interface WaitingCall {
  readonly callId: string
  readonly itemId: string
  readonly waitedSeconds: number
  readonly assignment: Assignment
  /** Who knows the matter, best first. */
  readonly familiarIds: readonly string[]
  /** For now only for familiar agents, as long as one of them is signed in. */
  readonly kept: boolean
  /** Agents who declined or missed this call so recently that they rest from it. */
  readonly resting: ReadonlySet<string>
}

/** Somebody who is idle, there, and not rung yet. */
export interface FreeAgent {
  readonly accountId: string
  /** RFC 3339 in UTC with six digits, so that the texts stand in the order of time; null: never. */
  readonly lastAnsweredAt: string | null
  /** Living groups that the agent is in, sorted. */
  readonly groupIds: readonly string[]
}

/** Agents on duty who cannot be rung for anything now, counted by their groups. */
export interface Unfree {
  readonly reason: Exclude<Exclusion, 'other-skills' | 'resting'>
  readonly groupIds: readonly string[]
  readonly count: number
}

/** What a decision looks at, all of one moment. */
export interface Facts {
  readonly reach: Reach
  /** In the order of `byLastAnswer`. */
  readonly free: readonly FreeAgent[]
  readonly unfree: readonly Unfree[]
  /** Groups of the idle, busy and wrapping-up among the familiar agents of kept calls. */
  readonly signedIn: ReadonlyMap<string, readonly string[]>
}

/** Never answered first, then the longest ago, then by id. */
export const byLastAnswer = (a: FreeAgent, b: FreeAgent): number =>
  (a.lastAnsweredAt ?? '') < (b.lastAnsweredAt ?? '') ||
  (a.lastAnsweredAt === b.lastAnsweredAt && a.accountId < b.accountId)
    ? -1
    : 1

/** The lot of an agent: whoever has the lowest is drawn first. */
const lot = (seed: string, { accountId }: FreeAgent): string =>
  createHash('sha256').update(`${seed} ${accountId}`).digest('hex')

export interface Choice {
  readonly rule: OfferRule
  /** Everybody who could be rung, the chosen one first. */
  readonly order: readonly FreeAgent[]
  readonly seed?: string
}

/** The first rule that prefers somebody decides; null where the call is kept for a familiar agent who is not free. */
function choose(
  call: WaitingCall,
  candidates: readonly FreeAgent[],
  { signedIn, reach }: Facts,
  drawSeed: () => string,
): Choice | null {
  if (call.assignment === 'random') {
    const seed = drawSeed()
    const lots = candidates.map((agent) => ({ agent, lot: lot(seed, agent) }))
    const order = lots.toSorted((a, b) => (a.lot < b.lot ? -1 : 1)).map(({ agent }) => agent)
    return { rule: 'random', order, seed }
  }
  const familiar = call.familiarIds.flatMap(
    (id) => candidates.find((agent) => agent.accountId === id) ?? [],
  )
  if (familiar.length > 0) {
    const others = candidates.filter((agent) => !familiar.includes(agent))
    return { rule: 'familiar', order: [...familiar, ...others] }
  }
  const mayStillCome = (id: string) =>
    !call.resting.has(id) && reach.ways(call, signedIn.get(id) ?? []).length > 0
  if (call.kept && call.familiarIds.some(mayStillCome)) return null
  return { rule: 'longest-since-last-answer', order: candidates }
}

type Counts = Partial<Record<Exclusion, number>>

function countExcluded(
  call: WaitingCall,
  { free, unfree, reach }: Facts,
  rung: ReadonlySet<string>,
): Counts {
  const counts: Counts = {}
  const add = (reason: Exclusion, count: number) => {
    counts[reason] = (counts[reason] ?? 0) + count
  }
  for (const { groupIds, reason, count } of unfree)
    add(reach.ways(call, groupIds).length > 0 ? reason : 'other-skills', count)
  for (const { accountId, groupIds } of free) {
    if (reach.ways(call, groupIds).length === 0) add('other-skills', 1)
    else if (rung.has(accountId)) add('already-ringing', 1)
    else if (call.resting.has(accountId)) add('resting', 1)
  }
  return counts
}

export interface Decision {
  readonly callId: string
  readonly choice: Choice
  readonly chosen: FreeAgent
  /** The first of the groups for whose sake the agent may be rung: the call's own before one it flows over to. */
  readonly groupId: string
  /** The shortest that these groups set; null: none sets one. */
  readonly ringSeconds: number | null
  /** How many on duty could not be rung, by reason. */
  readonly excluded: Readonly<Counts>
  readonly waitedSeconds: number
}

/** Whom the call rings for; `rung` are free agents who got an earlier call of the same moment. Null: nobody. */
export function decide(
  call: WaitingCall,
  facts: Facts,
  rung: ReadonlySet<string>,
  drawSeed: () => string,
): Decision | null {
  const candidates = facts.free.filter(
    ({ accountId, groupIds }) =>
      !rung.has(accountId) &&
      !call.resting.has(accountId) &&
      facts.reach.ways(call, groupIds).length > 0,
  )
  if (candidates.length === 0) return null
  const choice = choose(call, candidates, facts, drawSeed)
  const chosen = choice?.order[0]
  const ways = chosen ? facts.reach.ways(call, chosen.groupIds) : []
  if (!choice || !chosen || !ways[0]) return null
  const ringSeconds = ways.flatMap((way) => way.ringSeconds ?? [])
  return {
    callId: call.callId,
    choice,
    chosen,
    groupId: ways[0].groupId,
    ringSeconds: ringSeconds.length > 0 ? Math.min(...ringSeconds) : null,
    excluded: countExcluded(call, facts, rung),
    waitedSeconds: call.waitedSeconds,
  }
}

/**
 * Who is rung now, at most `limit`, going through the calls in the order of the queue. Nobody is rung
 * twice; a call for which there is nobody never holds up a later one.
 */
export function decideAll(
  calls: readonly WaitingCall[],
  facts: Facts,
  limit: number,
  drawSeed: () => string,
): Decision[] {
  const decisions: Decision[] = []
  const rung = new Set<string>()
  for (const call of calls) {
    if (rung.size === Math.min(facts.free.length, limit)) break
    const decision = decide(call, facts, rung, drawSeed)
    if (!decision) continue
    rung.add(decision.chosen.accountId)
    decisions.push(decision)
  }
  return decisions
}
