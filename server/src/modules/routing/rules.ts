/** Who is rung for which call (manual 3.6, product.md): pure, so that a decision can be explained and replayed. */
import type { AgentState } from '@veridesk/contract/states'

export interface WaitingCall {
  readonly callId: string
  readonly itemId: string
  /** The customer's page is there; a call without one keeps its place and is not offered. */
  readonly present: boolean
  /** Agents who declined or missed this call so recently that they rest from it. */
  readonly resting: ReadonlySet<string>
}

export interface Candidate {
  readonly accountId: string
  readonly state: AgentState
  /** The agent's page is there. */
  readonly present: boolean
  /** A call rings for this agent already. */
  readonly ringing: boolean
  /** Business items of every group that this agent is in. */
  readonly items: ReadonlySet<string>
  /** Milliseconds since 1970; null: never. */
  readonly lastAnsweredAt: number | null
}

/** Why somebody is not rung for a call. */
export type Exclusion = 'other-skills' | 'not-idle' | 'page-gone' | 'already-ringing' | 'resting'

/** The first reason that holds, or null for whoever may be rung. */
export function exclusionOf(call: WaitingCall, agent: Candidate): Exclusion | null {
  if (!agent.items.has(call.itemId)) return 'other-skills'
  if (agent.state !== 'idle') return 'not-idle'
  if (!agent.present) return 'page-gone'
  if (agent.ringing) return 'already-ringing'
  if (call.resting.has(agent.accountId)) return 'resting'
  return null
}

/**
 * A rule orders the eligible and returns those it prefers, best first, or none, and then the next rule
 * is asked. Familiar agents first will be another one, in front.
 */
interface Rule {
  readonly name: 'longest-since-last-answer'
  readonly choose: (call: WaitingCall, eligible: readonly Candidate[]) => readonly Candidate[]
}

const rules: readonly Rule[] = [
  {
    name: 'longest-since-last-answer',
    choose: (_call, eligible) =>
      eligible.toSorted(
        (a, b) =>
          (a.lastAnsweredAt ?? -1) - (b.lastAnsweredAt ?? -1) ||
          (a.accountId < b.accountId ? -1 : 1),
      ),
  },
]

/** How a choice came about; kept with the offer. */
export interface Explanation {
  /** Eligible agents in order, at most 20. */
  readonly candidates: readonly string[]
  /** How many agents could not be rung, by reason. */
  readonly excluded: Readonly<Partial<Record<Exclusion, number>>>
}

export interface Assignment {
  readonly callId: string
  readonly accountId: string
  readonly rule: Rule['name']
  readonly explanation: Explanation
}

function assign(
  call: WaitingCall,
  agents: readonly Candidate[],
  rung: ReadonlySet<string>,
): Assignment | null {
  const excluded: Partial<Record<Exclusion, number>> = {}
  const eligible: Candidate[] = []
  for (const agent of agents) {
    const exclusion =
      exclusionOf(call, agent) ?? (rung.has(agent.accountId) ? 'already-ringing' : null)
    if (exclusion === null) eligible.push(agent)
    else excluded[exclusion] = (excluded[exclusion] ?? 0) + 1
  }
  for (const { name, choose } of rules) {
    const chosen = choose(call, eligible)
    if (chosen[0])
      return {
        callId: call.callId,
        accountId: chosen[0].accountId,
        rule: name,
        explanation: { candidates: chosen.slice(0, 20).map((each) => each.accountId), excluded },
      }
  }
  return null
}

/**
 * Who is rung now, going through the calls in the order of the queue. Nobody is rung twice; a call for
 * which there is nobody never holds up a later one.
 */
export function assignAll(
  calls: readonly WaitingCall[],
  agents: readonly Candidate[],
): Assignment[] {
  const assignments: Assignment[] = []
  const rung = new Set<string>()
  // A long queue costs nothing while everybody is busy.
  const free = agents.filter((agent) => agent.state === 'idle' && agent.present && !agent.ringing)
  for (const call of calls) {
    if (rung.size === free.length) break
    if (!call.present) continue
    const assignment = assign(call, agents, rung)
    if (!assignment) continue
    rung.add(assignment.accountId)
    assignments.push(assignment)
  }
  return assignments
}
