/** Decides anew what routing decided, from the logs alone: the answers must agree (ADR 0019). */
import type { Db } from '../../database.ts'
import { explain, type StoredExplanation } from './explanation.ts'
import { reachOf } from './reach.ts'
import {
  selectMoment,
  selectRecorded,
  type LoggedMoment,
  type RecordedOffer,
} from './replay-repository.ts'
import { byLastAnswer, decide, type Decision, type Facts, type Unfree } from './rules.ts'

/** A decision, of the record or of the replay, as far as the two are compared. */
export interface Decided extends Pick<
  StoredExplanation,
  'candidates' | 'more' | 'excluded' | 'waitedSeconds'
> {
  readonly agentId: string
  readonly rule: string
  readonly groupId: string | null
}

export interface ReplayedOffer {
  readonly id: string
  readonly at: string
  readonly outcome: string | null
  readonly recorded: Decided
  /** Null where the logs lead to nobody; undefined where there is no snapshot to go by. */
  readonly rebuilt: Decided | null | undefined
  /** Names of what differs; empty where both agree. */
  readonly differences: readonly string[]
}

function factsOf({ groups, duty }: LoggedMoment, gone: ReadonlySet<string>): Facts {
  const groupsOf = (accountId: string) =>
    groups.flatMap((group) => (group.memberIds.includes(accountId) ? group.groupId : []))
  const reasonOf = (agent: LoggedMoment['duty'][number]): Unfree['reason'] | null => {
    if (agent.state !== 'idle') return 'not-idle'
    if (gone.has(agent.accountId)) return 'page-gone'
    return agent.ringing ? 'already-ringing' : null
  }
  const agents = duty.map((agent) => ({
    ...agent,
    groupIds: groupsOf(agent.accountId),
    reason: reasonOf(agent),
  }))
  return {
    reach: reachOf(groups.map((group) => ({ ...group, itemIds: new Set(group.itemIds) }))),
    free: agents.filter(({ reason }) => reason === null).toSorted(byLastAnswer),
    unfree: agents.flatMap(({ reason, groupIds }) =>
      reason === null ? [] : { reason, groupIds, count: 1 },
    ),
    signedIn: new Map(
      agents.flatMap(({ state, accountId, groupIds }) =>
        state === 'paused' ? [] : [[accountId, groupIds] as const],
      ),
    ),
  }
}

function decidedBy(decision: Decision): Decided {
  const { candidates, more, excluded, waitedSeconds } = explain(decision, {
    gone: [],
    restSeconds: 0,
  })
  return {
    agentId: decision.chosen.accountId,
    rule: decision.choice.rule,
    groupId: decision.groupId,
    candidates,
    more,
    excluded,
    waitedSeconds,
  }
}

const compared = [
  'agentId',
  'rule',
  'groupId',
  'candidates',
  'more',
  'excluded',
  'waitedSeconds',
] as const

/** A value as text, whatever the order of an object's keys. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )

async function replayOffer(db: Db, callId: string, offer: RecordedOffer): Promise<ReplayedOffer> {
  const { id, at, outcome, snapshot, agentId, rule, groupId, explanation } = offer
  const { candidates, more, excluded, waitedSeconds } = explanation
  const recorded = { agentId, rule, groupId, candidates, more, excluded, waitedSeconds }
  if (snapshot === null)
    return { id, at, outcome, recorded, rebuilt: undefined, differences: ['snapshot'] }
  const moment = await selectMoment(db, callId, { ...offer, snapshot })
  const decision =
    moment &&
    decide(
      { ...moment.call, resting: new Set(moment.call.resting) },
      factsOf(moment, new Set(explanation.gone)),
      new Set(moment.rung),
      () => explanation.seed ?? '',
    )
  const rebuilt = decision ? decidedBy(decision) : null
  const differences = compared.filter(
    (name) => canonical(recorded[name]) !== canonical(rebuilt?.[name]),
  )
  return { id, at, outcome, recorded, rebuilt, differences }
}

/** Every offer of a call, decided anew; empty where the call never rang or does not exist. */
export async function replayCall(db: Db, callId: string): Promise<ReplayedOffer[]> {
  const replayed: ReplayedOffer[] = []
  for (const offer of await selectRecorded(db, callId))
    replayed.push(await replayOffer(db, callId, offer))
  return replayed
}
