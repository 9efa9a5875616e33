/** The product's side: an agent is freed, or a caller comes, and the ring is heard on the bus. */
import { system } from '../../server/src/actor.ts'
import { queueForCall } from '../../server/src/modules/calls/queue.ts'
import { moveAgent } from '../../server/src/modules/agents/transition.ts'
import type { Side } from './side.ts'
import { listen } from './heard.ts'
import type { Stage } from './stage.ts'

/** A ring is the first change of a call's row, so its version is 1; queueing told of version 0. */
const isRing = (payload: string) => /^call:\S+ [1-9]/.test(payload)

/** Everybody is out of reach and so many customers wait, the first of them longest. */
async function setUp({ client }: Stage, waiting: number, state: 'paused' | 'idle'): Promise<void> {
  await client.query('truncate calls cascade')
  await client.query(
    `update agents set state = $1, lease_until = now() + interval '1 day', version = 0`,
    [state],
  )
  await client.query(
    `insert into calls (id, work_order_id, item_id, seat_id, queued_at, general_at)
      select gen_random_uuid(), work_orders.id, work_orders.item_id, seats.id,
        now() - make_interval(secs => 3000 - case_number::int / 10.0), now() - interval '1 hour'
      from seats join work_orders on work_orders.id = work_order_id
      where case_number::int <= $1`,
    [waiting],
  )
  await client.query('analyze calls')
}

export async function openProduct(stage: Stage): Promise<Side> {
  const { client, ctx } = stage
  const ear = await listen(stage.databaseUrl, 'veridesk')
  const { rows: agents } = await client.query<{ id: string }>(
    `select account_id as id from agents order by random()`,
  )
  const { rows: seats } = await client.query<{ id: string; workOrderId: string }>(
    `select seats.id, work_order_id as "workOrderId" from seats join work_orders
      on work_orders.id = work_order_id order by case_number::int desc limit 500`,
  )
  let turn = 0

  return {
    prepare: (waiting) => setUp(stage, waiting, waiting > 0 ? 'paused' : 'idle'),

    async freeOne() {
      turn += 1
      const agent = agents[turn % agents.length]
      const freed = ear.next((payload) => payload.startsWith(`account:${agent?.id} `))
      const heard = ear.next(isRing)
      await ctx.db.transaction().execute((tx) => moveAgent(tx, agent?.id ?? '', 'resume', system))
      const took = (await heard) - (await freed)
      // Back to how it was: the agent away, the call at the end of the queue.
      await client.query(`
        update offers set outcome = 'withdrawn', ended_at = clock_timestamp(), ended_xid = pg_current_xact_id()
          where ended_at is null;
        delete from participants where role = 'agent';
        update agents set state = 'paused' where state = 'idle';
        update calls set status = 'queued', agent_id = null, ring_expires_at = null, version = 0,
          queued_at = clock_timestamp() where status = 'ringing'`)
      return took
    },

    async callOnce() {
      turn += 1
      const seat = seats[turn % seats.length]
      if (!seat) throw new Error('there is no seat')
      const queued = ear.next((payload) => /^call:\S+ 0$/.test(payload))
      const heard = ear.next(isRing)
      const { id: seatId, workOrderId } = seat
      await queueForCall({ ctx, actor: { kind: 'seat', seatId, workOrderId, address: null } })
      const took = (await heard) - (await queued)
      await client.query('truncate calls cascade')
      return took
    },

    async freeAll(count) {
      const heard = ear.after(count, isRing)
      await client.query(`update agents set state = 'idle'`)
      const began = performance.now()
      await client.query(`notify veridesk, 'routing 0'`)
      return (await heard) - began
    },

    close: () => ear.close(),
  }
}
