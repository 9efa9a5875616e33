/** What routing should do, in the plainest words: arrays and loops over everything, one thing at a time. */
import type { AgentState, CallEndReason, OfferRule } from '@veridesk/contract/states'
import * as durations from './durations.ts'

/** What an institution of the model is made of; agents, items, groups and orders are known by their place. */
export interface Plan {
  readonly agents: number
  readonly items: readonly { readonly random: boolean; readonly familiarWait: number }[]
  readonly groups: readonly {
    readonly items: readonly number[]
    readonly members: readonly number[]
    readonly ring: number | null
    readonly wrapUp: number | null
    readonly queueLimit: number | null
    readonly overflow: number | null
  }[]
  /** `creator`: an agent, or null for an administrator. */
  readonly orders: readonly {
    readonly item: number
    readonly priority: boolean
    readonly creator: number | null
  }[]
}

export interface Agent {
  state: AgentState
  beforeOffline: 'idle' | 'wrap-up' | 'paused' | null
  signedIn: boolean
  since: number
  leaseUntil: number
  /** Counts answers of everybody; 0: never. */
  lastAnswer: number
  missed: number
  wrapUpUntil: number | null
  unfilled: Call[]
}

export interface Call {
  /** Counts calls of everybody. */
  readonly number: number
  /** Among calls that were queued within one tick: the number of the call whose place it has, mostly its own. */
  readonly turn: number
  readonly order: number
  readonly item: number
  readonly priority: boolean
  readonly familiar: readonly number[]
  readonly random: boolean
  readonly queuedAt: number
  readonly generalAt: number
  /** Who declined or missed it, and until when that agent rests from it. */
  readonly rests: Map<number, number>
  status: 'queued' | 'ringing' | 'active' | 'ended'
  agent: number | null
  rule: OfferRule | null
  group: number | null
  ringUntil: number
  answeredAt: number
  reason: CallEndReason | null
}

export interface Group {
  readonly items: Set<number>
  readonly members: Set<number>
  readonly ring: number | null
  readonly wrapUp: number | null
  readonly queueLimit: number | null
  readonly overflow: number | null
}

export interface Order {
  readonly item: number
  readonly priority: boolean
  readonly creator: number | null
  closed: boolean
  /** Who answered its calls, the last one first. */
  handlers: number[]
  /** The lease of its customer's page. */
  pageUntil: number
  calls: Call[]
}

export interface Model {
  readonly plan: Plan
  now: number
  /** When the present process began. */
  since: number
  answers: number
  calls: Call[]
  readonly agents: Agent[]
  readonly groups: Group[]
  readonly orders: Order[]
}

const never = Number.NEGATIVE_INFINITY

export function createModel(plan: Plan): Model {
  return {
    plan,
    now: 0,
    since: 0,
    answers: 0,
    calls: [],
    agents: Array.from({ length: plan.agents }, () => ({
      state: 'offline',
      beforeOffline: null,
      signedIn: false,
      since: 0,
      leaseUntil: never,
      lastAnswer: 0,
      missed: 0,
      wrapUpUntil: null,
      unfilled: [],
    })),
    groups: plan.groups.map((group) => ({
      ...group,
      items: new Set(group.items),
      members: new Set(group.members),
    })),
    orders: plan.orders.map((order) => ({
      ...order,
      closed: false,
      handlers: [],
      pageUntil: never,
      calls: [],
    })),
  }
}

/** What stands at this place; the place is from the plan. */
export function at<T>(list: readonly T[], place: number): T {
  const found = list[place]
  if (found === undefined) throw new Error(`the model has nothing at ${place}`)
  return found
}

export const liveCallOf = ({ calls }: Order): Call | undefined =>
  calls.find((call) => call.status !== 'ended')

export const callOfAgent = (model: Model, agent: number): Call | undefined =>
  model.calls.find(
    (call) => call.agent === agent && (call.status === 'ringing' || call.status === 'active'),
  )

/** Before one another in the queue. */
const inOrder = (a: Call, b: Call) =>
  Number(b.priority) - Number(a.priority) || a.queuedAt - b.queuedAt || a.turn - b.turn

/** Number ahead: waiting calls of the same item that come earlier. */
export const ahead = (model: Model, call: Call): number =>
  model.calls.filter(
    (other) =>
      (other.status === 'queued' || other.status === 'ringing') &&
      other.item === call.item &&
      inOrder(other, call) < 0,
  ).length

/** The groups for whose sake this agent may be rung: those that serve the item, then where they flow over to. */
function groupsFor(model: Model, call: Call, agent: number): number[] {
  const places = [...model.groups.keys()]
  const serving = places.filter((place) => at(model.groups, place).items.has(call.item))
  const direct = serving.filter((place) => at(model.groups, place).members.has(agent))
  const waitedLong = model.now >= call.queuedAt + durations.overflowAfter
  const over = serving
    .flatMap((place) => at(model.groups, place).overflow ?? [])
    .filter((place) => waitedLong && at(model.groups, place).members.has(agent))
    .toSorted((a, b) => a - b)
  return [...new Set([...direct, ...over])]
}

const rests = (model: Model, call: Call, agent: number): boolean =>
  (call.rests.get(agent) ?? never) > model.now

/** Who may be rung for a call now. */
const candidatesFor = (model: Model, call: Call): number[] =>
  [...model.agents.keys()].filter((place) => {
    const agent = at(model.agents, place)
    return (
      agent.state === 'idle' &&
      agent.leaseUntil > model.now &&
      callOfAgent(model, place) === undefined &&
      groupsFor(model, call, place).length > 0 &&
      !rests(model, call, place)
    )
  })

/** Some familiar agent is signed in and not free: the call waits for it a while. */
const isKept = (model: Model, call: Call): boolean =>
  model.now < call.generalAt &&
  call.familiar.some(
    (place) =>
      ['idle', 'busy', 'wrap-up'].includes(at(model.agents, place).state) &&
      groupsFor(model, call, place).length > 0 &&
      !rests(model, call, place),
  )

/** By which rule a call may ring for whom now: of a random choice all of them, else one or none. */
function choices(model: Model, call: Call): { rule: OfferRule; agents: number[] } | null {
  const candidates = candidatesFor(model, call)
  if (candidates.length === 0) return null
  if (call.random) return { rule: 'random', agents: candidates }
  const familiar = call.familiar.find((place) => candidates.includes(place))
  if (familiar !== undefined) return { rule: 'familiar', agents: [familiar] }
  if (isKept(model, call)) return null
  const [first] = candidates.toSorted(
    (a, b) => at(model.agents, a).lastAnswer - at(model.agents, b).lastAnswer || a - b,
  )
  return first === undefined ? null : { rule: 'longest-since-last-answer', agents: [first] }
}

/** A page that has just queued counts as there for one lease. */
const customerIsThere = (model: Model, call: Call): boolean =>
  Math.max(at(model.orders, call.order).pageUntil, call.queuedAt + durations.lease) > model.now

/**
 * Rings agents until nothing more can ring. `drawn`: whom the lot fell on for this call.
 * Throws where the lot fell on somebody who may not be rung.
 */
export function assign(model: Model, drawn: (call: Call) => number | null): void {
  for (const call of model.calls.filter((each) => each.status === 'queued').toSorted(inOrder)) {
    if (!customerIsThere(model, call)) continue
    const found = choices(model, call)
    if (!found) continue
    const agent = found.rule === 'random' ? drawn(call) : found.agents[0]
    if (agent === null || agent === undefined || !found.agents.includes(agent))
      throw new Error(
        `call ${call.number} went by lot to ${agent}, not one of ${found.agents.join()}`,
      )
    const groups = groupsFor(model, call, agent)
    const ringTimes = groups.flatMap((place) => at(model.groups, place).ring ?? [])
    call.status = 'ringing'
    call.agent = agent
    call.rule = found.rule
    call.group = groups[0] ?? null
    call.ringUntil = model.now + (ringTimes.length > 0 ? Math.min(...ringTimes) : durations.ring)
  }
}
