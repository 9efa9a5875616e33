import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestServer, type TestServer } from '../../testing/test-server.ts'
import { rest, tickSeconds } from './testing/durations.ts'
import { agentIdAt, placeOf } from './testing/ids.ts'
import { beginAnew, found } from './testing/institution.ts'
import { always, decided, settled, violations } from './testing/invariants.ts'
import { plan } from './testing/plan.ts'
import { letTimePass, look, World, type Seen } from './testing/world.ts'

/** What keeps `npm test` short; `MODEL_RUNS` makes it longer. */
const runs = Number(process.env['MODEL_RUNS'] ?? 12)
const batchesPerRun = 16
const mostAtOnce = 10

const kinds = [
  ...['arrive', 'arrive', 'arrive', 'signIn', 'signIn', 'answer', 'answer', 'answer', 'decline'],
  ...['cancel', 'cancel', 'endByCustomer', 'hangUp', 'hangUp', 'fill', 'fill', 'idle', 'idle'],
  ...['paused', 'agentPage', 'customerPage', 'signOut', 'revoke', 'toggleMember', 'toggleSkill'],
  ...['forceEnd', 'forceRequeue', 'assign', 'assign', 'assign', 'sweep', 'sweep', 'crash'],
] as const

/** `place`: of the agent or order; `other`: of the call, item or group that goes with it. */
const action = fc.record({
  kind: fc.constantFrom(...kinds),
  process: fc.nat(1),
  place: fc.nat(8),
  other: fc.nat(7),
})
type Action = typeof action extends fc.Arbitrary<infer T> ? T : never

let servers: TestServer[]
beforeAll(async () => {
  const first = await createTestServer()
  servers = [first, await first.another()]
  for (const { app } of servers) await app.close()
  await found(first, plan)
})
afterAll(async () => {
  for (const server of servers.toReversed()) await server.close()
})

/** What one action would do to what everybody saw a moment ago; null: nothing. */
async function begin(world: World, { calls }: Seen, { kind, place, other }: Action) {
  const agent = place % plan.agents
  const live = calls.filter((call) => call.status !== 'ended')
  const call = live[other % Math.max(live.length, 1)]
  const own = live.find((each) => each.agent === agentIdAt(agent)) ?? call
  switch (kind) {
    case 'arrive':
    case 'customerPage':
    case 'revoke':
      return world[kind](place)
    case 'signIn':
    case 'signOut':
    case 'agentPage':
      return world[kind](agent)
    case 'idle':
    case 'paused':
      return world.setState(agent, kind)
    case 'answer':
    case 'decline':
    case 'hangUp':
      return own ? world[kind](agent, own.id) : null
    case 'fill': {
      const last = calls.findLast((each) => each.agent === agentIdAt(agent))
      return last ? world.fill(agent, last.id) : null
    }
    case 'cancel':
    case 'endByCustomer':
      return call ? world[kind](placeOf(call.order), call.id) : null
    case 'forceEnd':
    case 'forceRequeue':
      return call ? world[kind](call.id) : null
    case 'toggleMember':
      return world.toggleMember(agent, other % plan.groups.length)
    case 'toggleSkill':
      return world.toggleSkill(other % plan.items.length, agent % plan.groups.length)
    case 'assign':
    case 'sweep':
    case 'crash':
      return world[kind]()
  }
}

it('whatever two processes do at the same time, every invariant holds and nothing fails but by a refusal', async () => {
  const batches = fc.array(fc.array(action, { minLength: 2, maxLength: mostAtOnce, size: 'max' }), {
    minLength: batchesPerRun,
    maxLength: batchesPerRun,
  })
  await fc.assert(
    fc.asyncProperty(batches, async (given) => {
      const worlds = servers.map(({ ctx }) => new World(ctx))
      const [first] = worlds
      if (!first) throw new Error('there is no process')
      await beginAnew(first, plan)
      for (const world of worlds) await world.crash()
      const { db } = first.ctx
      for (const batch of given) {
        const seen = await look(first)
        await Promise.all(batch.map((each) => begin(worlds[each.process] ?? first, seen, each)))
        expect(await violations(db, always, { rest })).toEqual([])
        await letTimePass(worlds, tickSeconds)
        // Whose customers are away is not written down, and the oldest who is there goes first.
        for (const place of plan.orders.keys()) await first.customerPage(place)
      }
      await Promise.all(worlds.map((world) => world.assign()))
      expect(await violations(db, [...always, ...decided, ...settled], { rest })).toEqual([])
    }),
    // Concurrency is not repeatable: a shrunk case would say less than the first.
    { numRuns: runs, endOnFailure: true },
  )
}, 600_000)
