/** Every event as a command: done to the model and to the real thing, whose answers and states must be the same. */
import fc, { type AsyncCommand } from 'fast-check'
import { expect } from 'vitest'
import { ahead, assign, at, liveCallOf, type Model } from './plain-model.ts'
import { plain } from './plain-verbs.ts'
import { rest, tickSeconds } from './durations.ts'
import { always, settled, violations } from './invariants.ts'
import { placeOf } from './ids.ts'
import { aheadOf, letTimePass, look, type Seen, type World } from './world.ts'

export interface Real {
  readonly world: World
  /** Ids of the calls, by number. */
  ids: readonly string[]
}

type Event = AsyncCommand<Model, Real>

/** What the real thing shows, of the model. */
const inModel = (model: Model) => ({
  calls: model.calls.map((call) => ({
    number: call.number,
    order: call.order,
    status: call.status,
    agent: call.agent,
    reason: call.reason,
    ...(call.status === 'ringing' ? { rule: call.rule, group: call.group } : {}),
  })),
  agents: model.agents.map(({ state, unfilled }) => ({ state, unfilled: unfilled.length })),
})

const inReality = ({ calls, agents }: Seen) => ({
  calls: calls.map((call, number) => ({
    number,
    order: placeOf(call.order),
    status: call.status,
    agent: call.agent && placeOf(call.agent),
    reason: call.reason,
    ...(call.status === 'ringing'
      ? { rule: call.rule, group: call.group && placeOf(call.group) }
      : {}),
  })),
  agents: agents.map(({ state, unfilled }) => ({ state, unfilled })),
})

/** Lets both decide who rings, and compares all that can be seen. */
async function settle(model: Model, real: Real): Promise<void> {
  await real.world.assign()
  const seen = await look(real.world)
  real.ids = seen.calls.map(({ id }) => id)
  assign(model, (call) => {
    const agent = seen.calls[call.number]?.agent
    return agent ? placeOf(agent) : null
  })
  expect(inReality(seen)).toEqual(inModel(model))
  for (const call of model.calls) {
    if (call.status !== 'ringing') continue
    const { ringsFor } = at(seen.calls, call.number)
    expect(Math.abs((ringsFor ?? 0) - (call.ringUntil - model.now))).toBeLessThan(40)
  }
  const last = model.calls.findLast((call) => call.status === 'queued')
  if (last) expect(await aheadOf(real.world, last.order)).toBe(ahead(model, last))
  const { db } = real.world.ctx
  const broken = await violations(db, [...always, ...settled], { rest })
  expect(broken).toEqual([])
}

function event(
  name: string,
  happen: (model: Model, real: Real) => Promise<[real: string, model: string] | void>,
  check: (model: Model) => boolean = () => true,
): Event {
  return {
    check,
    async run(model, real) {
      const outcomes = await happen(model, real)
      if (outcomes) expect(outcomes[0]).toBe(outcomes[1])
      await settle(model, real)
    },
    toString: () => name,
  }
}

/** The one that a number stands for, whatever number it is. */
const drawnFrom = <T>(list: readonly T[], number: number): T | undefined =>
  list[number % Math.max(list.length, 1)]

/** What agents do to calls that ring for them, that they are in, or that they have not filled in yet. */
function ofAgent(name: 'answer' | 'decline' | 'hangUp' | 'fill'): (number: number) => Event {
  const suited = (model: Model) => {
    if (name === 'fill') return model.agents.flatMap(({ unfilled }) => unfilled)
    const status = name === 'hangUp' ? 'active' : 'ringing'
    return model.calls.filter((call) => call.status === status)
  }
  return (number) =>
    event(
      `${name} (${number})`,
      async (model, { world, ids }) => {
        const call = drawnFrom(suited(model), number)
        if (!call || call.agent === null) return
        const real = await world[name](call.agent, at(ids, call.number))
        return [real, plain[name](model, call.agent, call)]
      },
      (model) => suited(model).length > 0,
    )
}

/** The same of any agent and any call: too late, twice, or not theirs. */
const astray =
  (name: 'answer' | 'decline' | 'hangUp' | 'fill') =>
  ([agent, number]: [number, number]) =>
    event(
      `${name} by ${agent} of any call (${number})`,
      async (model, { world, ids }) => {
        const call = drawnFrom(model.calls, number)
        if (!call) return
        const real = await world[name](agent, at(ids, call.number))
        return [real, plain[name](model, agent, call)]
      },
      (model) => model.calls.length > 0,
    )

const arrive = (number: number) => {
  const free = (model: Model) =>
    [...model.orders.keys()].filter((place) => !liveCallOf(at(model.orders, place)))
  return event(
    `arrive (${number})`,
    async (model, { world }) => {
      const place = drawnFrom(free(model), number)
      if (place === undefined) return
      return [await world.arrive(place), plain.arrive(model, place)]
    },
    (model) => free(model).length > 0,
  )
}

function ofCustomer(name: 'cancel' | 'endByCustomer'): (order: number) => Event {
  return (order) =>
    event(
      `${name} by the customer of ${order}`,
      async (model, { world, ids }) => {
        const call = at(model.orders, order).calls.at(-1)
        if (!call) return
        const real = await world[name](order, at(ids, call.number))
        return [real, plain[name](model, call)]
      },
      (model) => at(model.orders, order).calls.length > 0,
    )
}

function ofAdministrator(name: 'forceEnd' | 'forceRequeue'): (number: number) => Event {
  return (number) =>
    event(
      `${name} of any live call (${number})`,
      async (model, { world, ids }) => {
        const call = drawnFrom(
          model.calls.filter((each) => each.status !== 'ended'),
          number,
        )
        if (!call) return
        const real = await world[name](at(ids, call.number))
        return [real, plain[name](model, call)]
      },
      (model) => model.calls.some((call) => call.status !== 'ended'),
    )
}

const ofOrder = (name: 'arrive' | 'customerPage' | 'revoke') => (order: number) =>
  event(`${name} ${order}`, async (model, { world }) => [
    await world[name](order),
    plain[name](model, order),
  ])

const isSignedIn = (agent: number) => (model: Model) => at(model.agents, agent).signedIn

const signIn = (agent: number) =>
  event(`signIn ${agent}`, async (model, { world }) => [
    await world.signIn(agent),
    plain.signIn(model, agent),
  ])
const ofSession = (name: 'signOut' | 'agentPage') => (agent: number) =>
  event(
    `${name} ${agent}`,
    async (model, { world }) => [await world[name](agent), plain[name](model, agent)],
    isSignedIn(agent),
  )
const setState = (state: 'idle' | 'paused') => (number: number) => {
  const suited = (model: Model) =>
    [...model.agents.keys()].filter((place) => {
      const agent = at(model.agents, place)
      return agent.signedIn && agent.state !== state
    })
  return event(
    `asks for ${state} (${number})`,
    async (model, { world }) => {
      const agent = drawnFrom(suited(model), number)
      if (agent === undefined) return
      return [await world.setState(agent, state), plain.setState(model, agent, state)]
    },
    (model) => suited(model).length > 0,
  )
}

const toggleMember = (agent: number, group: number) =>
  event(`${agent} into or out of group ${group}`, async (model, { world }) => {
    plain.toggle(at(model.groups, group).members, agent)
    return [await world.toggleMember(agent, group), 'done']
  })
const toggleSkill = (item: number, group: number) =>
  event(`item ${item} to or from group ${group}`, async (model, { world }) => {
    plain.toggle(at(model.groups, group).items, item)
    return [await world.toggleSkill(item, group), 'done']
  })

const pass = (ticks: number, presentAgents: boolean, presentCustomers: boolean) =>
  event(
    `${ticks} ticks pass, ${presentAgents ? '' : 'no '}agents and ${presentCustomers ? '' : 'no '}customers there`,
    async (model, { world }) => {
      await letTimePass([world], ticks * tickSeconds)
      model.now += ticks * tickSeconds
      if (presentAgents)
        for (const [place, agent] of model.agents.entries())
          if (agent.signedIn && agent.state !== 'offline') {
            await world.agentPage(place)
            plain.agentPage(model, place)
          }
      if (!presentCustomers) return
      for (const [place, order] of model.orders.entries())
        if (order.calls.some((call) => call.status !== 'ended')) {
          await world.customerPage(place)
          plain.customerPage(model, place)
        }
    },
  )
const sweep = event('sweep', async (model, { world }) => {
  await world.sweep()
  plain.sweep(model)
})
const crash = event('the process dies and another begins', async (model, { world }) => {
  await world.crash()
  plain.crash(model)
})

/** Most agents sign in. */
export async function beginDay(model: Model, world: World): Promise<void> {
  for (const agent of model.agents.keys()) {
    if (agent === 2) continue
    await world.signIn(agent)
    plain.signIn(model, agent)
  }
}

/** Sequences of every event there is, with more of what moves calls forward. */
export function events({ agents, items, groups, orders }: Model['plan'], most: number) {
  const agent = fc.nat(agents - 1)
  const order = fc.nat(orders.length - 1)
  const group = fc.nat(groups.length - 1)
  const item = fc.nat(items.length - 1)
  const number = fc.nat(99)
  const ticks = fc.nat(4).map((more) => more + 1)
  const often = <T>(times: number, each: fc.Arbitrary<T>) =>
    Array.from({ length: times }, () => each)
  return fc.commands(
    [
      ...often(9, number.map(arrive)),
      ...often(4, agent.map(signIn)),
      ...often(8, number.map(ofAgent('answer'))),
      ...often(3, number.map(ofAgent('decline'))),
      ...often(5, number.map(ofAgent('hangUp'))),
      ...often(6, number.map(ofAgent('fill'))),
      fc.tuple(agent, number).map(astray('answer')),
      fc.tuple(agent, number).map(astray('decline')),
      fc.tuple(agent, number).map(astray('hangUp')),
      fc.tuple(agent, number).map(astray('fill')),
      order.map(ofOrder('arrive')),
      order.map(ofCustomer('cancel')),
      ...often(2, order.map(ofCustomer('endByCustomer'))),
      fc.nat(99).map(ofAdministrator('forceEnd')),
      fc.nat(99).map(ofAdministrator('forceRequeue')),
      order.map(ofOrder('revoke')),
      ...often(3, order.map(ofOrder('customerPage'))),
      ...often(2, agent.map(ofSession('agentPage'))),
      agent.map(ofSession('signOut')),
      ...often(5, number.map(setState('idle'))),
      number.map(setState('paused')),
      fc.tuple(agent, group).map((given) => toggleMember(...given)),
      fc.tuple(item, group).map((given) => toggleSkill(...given)),
      ...often(
        4,
        fc.tuple(ticks, fc.boolean(), fc.boolean()).map((given) => pass(...given)),
      ),
      ...often(4, fc.constant(sweep)),
      fc.constant(crash),
    ],
    { maxCommands: most, size: 'max' },
  )
}
