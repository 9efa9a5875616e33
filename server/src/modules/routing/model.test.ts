import fc from 'fast-check'
import { afterAll, beforeAll, it } from 'vitest'
import { createTestServer, type TestServer } from '../../testing/test-server.ts'
import { beginDay, events } from './testing/commands.ts'
import { beginAnew, found } from './testing/institution.ts'
import { createModel } from './testing/plain-model.ts'
import { plan } from './testing/plan.ts'
import { World } from './testing/world.ts'

/** What keeps `npm test` short; MODEL_RUNS makes it longer. */
const runs = Number(process.env['MODEL_RUNS'] ?? 25)
const mostEvents = 80

let server: TestServer
beforeAll(async () => {
  server = await createTestServer()
  // Only the model's events happen: no process routes by itself.
  await server.app.close()
  await found(server, plan)
})
afterAll(() => server.close())

it('after every event of a random sequence calls and agents are as the plain model says', async () => {
  await fc.assert(
    fc.asyncProperty(events(plan, mostEvents), async (sequence) => {
      const world = new World(server.ctx)
      await beginAnew(world, plan)
      const model = createModel(plan)
      await beginDay(model, world)
      await fc.asyncModelRun(() => ({ model, real: { world, ids: [] } }), sequence)
    }),
    { numRuns: runs },
  )
}, 600_000)
