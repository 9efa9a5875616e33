/** What each event does to the model, and the code with which it is refused. */
import type { CallEndReason } from '@veridesk/contract/states'
import * as durations from './durations.ts'
import {
  at,
  callOfAgent,
  liveCallOf,
  type Agent,
  type Call,
  type Model,
  type Order,
} from './plain-model.ts'

/** `done`, or the code of the refusal. */
type Outcome = string
const done = 'done'

function move(model: Model, agent: Agent, state: Agent['state']): void {
  if (agent.state !== state) agent.since = model.now
  if (state !== 'wrap-up') agent.wrapUpUntil = null
  agent.beforeOffline = null
  agent.state = state
}

function end(model: Model, call: Call, reason: CallEndReason): void {
  if (call.status === 'active' && call.agent !== null) {
    const agent = at(model.agents, call.agent)
    agent.unfilled.push(call)
    const limit = call.group === null ? null : at(model.groups, call.group).wrapUp
    move(model, agent, 'wrap-up')
    agent.wrapUpUntil = limit === null ? null : model.now + limit
  } else call.agent = null
  call.status = 'ended'
  call.reason = reason
}

/** Back to its place; `rest`: not to the same agent for a while. */
function backToQueue(model: Model, call: Call, rest: boolean): void {
  if (rest && call.agent !== null) call.rests.set(call.agent, model.now + durations.rest)
  call.status = 'queued'
  call.agent = null
}

function arrive(model: Model, place: number): Outcome {
  const order = at(model.orders, place)
  if (liveCallOf(order)) return done
  if (order.closed) return 'link_order_closed'
  const serving = model.groups.filter((each) => each.items.has(order.item) && each.members.size > 0)
  if (serving.length === 0) return 'no_group'
  const waiting = (items: Set<number>) =>
    model.calls.filter(
      (call) => (call.status === 'queued' || call.status === 'ringing') && items.has(call.item),
    ).length
  const isFull = serving.every(
    ({ items, queueLimit }) => queueLimit !== null && waiting(items) >= queueLimit,
  )
  if (isFull) return 'queue_full'
  enqueue(model, place, order)
  return done
}

const familiarWith = ({ creator, handlers }: Order) => [
  ...new Set([...(creator === null ? [] : [creator]), ...handlers]),
]

function enqueue(model: Model, place: number, order: Order, before?: Call): void {
  const { random, familiarWait } = at(model.plan.items, order.item)
  const number = model.calls.length
  const queuedAt = before?.queuedAt ?? model.now
  const call: Call = {
    number,
    turn: before?.turn ?? number,
    order: place,
    item: order.item,
    priority: order.priority,
    familiar: before?.familiar ?? familiarWith(order),
    random,
    queuedAt,
    generalAt: before?.generalAt ?? queuedAt + (random ? 0 : familiarWait),
    rests: new Map(),
    status: 'queued',
    agent: null,
    rule: null,
    group: null,
    ringUntil: 0,
    answeredAt: 0,
    reason: null,
  }
  model.calls.push(call)
  order.calls.push(call)
}

function tooLate(call: Call, agent: number): Outcome | null {
  if (call.status === 'ended') return 'call_ended'
  if (call.agent !== null && call.agent !== agent) return 'not_your_call'
  return call.status === 'ringing' ? null : 'call_not_ringing'
}

function answer(model: Model, place: number, call: Call): Outcome {
  const refusal = tooLate(call, place)
  if (refusal) return refusal
  const agent = at(model.agents, place)
  const order = at(model.orders, call.order)
  if (order.closed) return 'order_closed'
  call.status = 'active'
  call.answeredAt = model.now
  model.answers += 1
  agent.lastAnswer = model.answers
  agent.missed = 0
  order.handlers = [place, ...order.handlers.filter((each) => each !== place)]
  move(model, agent, 'busy')
  return done
}

function decline(model: Model, place: number, call: Call): Outcome {
  const refusal = tooLate(call, place)
  if (refusal) return refusal
  at(model.agents, place).missed = 0
  backToQueue(model, call, true)
  return done
}

function cancel(model: Model, call: Call): Outcome {
  if (call.status === 'ended') return 'call_ended'
  if (call.status === 'active') return 'call_in_progress'
  end(model, call, 'cancelled')
  return done
}

function endByCustomer(model: Model, call: Call): Outcome {
  if (call.status === 'ended') return 'call_ended'
  if (call.status !== 'active') return 'call_not_active'
  end(model, call, 'customer-ended')
  return done
}

function hangUp(model: Model, place: number, call: Call): Outcome {
  if (call.agent !== place) return 'not_your_call'
  if (call.status === 'ended') return 'call_ended'
  if (call.status !== 'active') return 'call_not_active'
  end(model, call, 'agent-hung-up')
  return done
}

function forceEnd(model: Model, call: Call): Outcome {
  if (call.status === 'ended') return 'call_ended'
  end(model, call, 'force-ended')
  return done
}

function forceRequeue(model: Model, call: Call): Outcome {
  if (call.status === 'ended') return 'call_ended'
  if (call.status === 'queued') return done
  if (call.status === 'ringing') {
    backToQueue(model, call, false)
    return done
  }
  end(model, call, 'force-requeued')
  enqueue(model, call.order, at(model.orders, call.order), call)
  return done
}

function fill(model: Model, place: number, call: Call): Outcome {
  if (call.agent !== place) return 'not_your_call'
  if (call.status === 'active') return 'call_in_progress'
  const { unfilled } = at(model.agents, place)
  const index = unfilled.indexOf(call)
  if (index < 0) return call.status === 'ended' ? 'disposition_filled' : 'call_not_active'
  unfilled.splice(index, 1)
  return done
}

function setState(model: Model, place: number, state: 'idle' | 'paused'): Outcome {
  const agent = at(model.agents, place)
  if (agent.state === 'offline' || agent.state === 'busy') return 'state_not_by_hand'
  if (agent.state === 'wrap-up' && agent.unfilled.length > 0) return 'disposition_missing'
  const call = callOfAgent(model, place)
  if (state === 'paused' && call) backToQueue(model, call, true)
  agent.missed = 0
  move(model, agent, state)
  return done
}

function signIn(model: Model, place: number): Outcome {
  const agent = at(model.agents, place)
  agent.signedIn = true
  agent.beforeOffline = null
  agent.leaseUntil = model.now + durations.lease
  agent.missed = 0
  if (agent.state !== 'busy') move(model, agent, agent.unfilled.length > 0 ? 'wrap-up' : 'idle')
  return done
}

function signOut(model: Model, place: number): Outcome {
  const agent = at(model.agents, place)
  if (agent.state === 'busy') return 'call_in_progress'
  const call = callOfAgent(model, place)
  if (call) backToQueue(model, call, false)
  agent.signedIn = false
  move(model, agent, 'offline')
  return done
}

/** The agent's page is there: it renews the lease, and brings back an agent who had vanished. */
function agentPage(model: Model, place: number): Outcome {
  const agent = at(model.agents, place)
  agent.leaseUntil = model.now + durations.lease
  const { beforeOffline } = agent
  if (agent.state === 'offline' && beforeOffline !== null)
    move(model, agent, agent.unfilled.length > 0 ? 'wrap-up' : beforeOffline)
  return done
}

function customerPage(model: Model, place: number): Outcome {
  at(model.orders, place).pageUntil = model.now + durations.lease
  return done
}

function revoke(model: Model, place: number): Outcome {
  const order = at(model.orders, place)
  const call = liveCallOf(order)
  if (call && call.status !== 'queued') return 'order_in_call'
  if (order.closed) return 'order_closed'
  if (call) end(model, call, 'refused')
  order.closed = true
  return done
}

function toggle<T>(set: Set<T>, value: T): void {
  if (!set.delete(value)) set.add(value)
}

function crash(model: Model): void {
  model.since = model.now
}

/** Everything that is overdue, in the order in which the process looks for it. */
function sweep(model: Model): void {
  const { now, since } = model
  const expiry = (leaseUntil: number, ...seen: number[]) =>
    Math.max(leaseUntil, Math.max(...seen, since) + durations.lease)
  const each = (
    status: Call['status'],
    overdue: (call: Call) => boolean,
    act: (call: Call) => void,
  ) => {
    for (const call of model.calls) if (call.status === status && overdue(call)) act(call)
  }
  const agentOf = (call: Call) => at(model.agents, call.agent ?? -1)
  const pageOf = (call: Call, seen: number) => expiry(at(model.orders, call.order).pageUntil, seen)

  each(
    'ringing',
    (call) => call.ringUntil <= now,
    (call) => {
      const agent = agentOf(call)
      backToQueue(model, call, true)
      agent.missed += 1
      if (agent.missed >= durations.missedRingsToPause && agent.state === 'idle')
        move(model, agent, 'paused')
    },
  )
  each(
    'ringing',
    (call) => expiry(agentOf(call).leaseUntil, agentOf(call).since) < now,
    (call) => backToQueue(model, call, false),
  )
  for (const agent of model.agents) {
    const { state } = agent
    if (state === 'offline' || state === 'busy' || expiry(agent.leaseUntil) >= now) continue
    move(model, agent, 'offline')
    agent.beforeOffline = state
  }
  const isAway = (call: Call, seen: number) => pageOf(call, seen) + durations.grace < now
  for (const status of ['queued', 'ringing'] as const)
    each(
      status,
      (call) => isAway(call, call.queuedAt),
      (call) => end(model, call, 'abandoned'),
    )
  each(
    'queued',
    (call) => now - call.queuedAt > durations.longestWait,
    (call) => end(model, call, 'timed-out'),
  )
  each(
    'active',
    (call) => isAway(call, call.answeredAt),
    (call) => end(model, call, 'customer-lost'),
  )
  each(
    'active',
    (call) => expiry(agentOf(call).leaseUntil, call.answeredAt) + durations.grace < now,
    (call) => end(model, call, 'agent-lost'),
  )
  for (const agent of model.agents)
    if (
      agent.state === 'wrap-up' &&
      agent.unfilled.length === 0 &&
      (agent.wrapUpUntil ?? now + 1) <= now
    )
      move(model, agent, 'idle')
}

/** Every event, by its name. */
export const plain = {
  arrive,
  answer,
  decline,
  cancel,
  endByCustomer,
  hangUp,
  forceEnd,
  forceRequeue,
  fill,
  setState,
  signIn,
  signOut,
  agentPage,
  customerPage,
  revoke,
  toggle,
  crash,
  sweep,
}
