/** Bare PostgreSQL's side: a worker who is told by NOTIFY, picks with FOR UPDATE SKIP LOCKED, and tells by NOTIFY. */
import pg from 'pg'
import { listen } from './heard.ts'
import type { Side } from './side.ts'
import type { Stage } from './stage.ts'

const isRing = (payload: string) => payload.startsWith('ring')
const isFree = (payload: string) => payload.startsWith('free')

export async function openBare({ client, databaseUrl, agents }: Stage): Promise<Side> {
  await client.query(`
    create table bare_agents (id int primary key, state text not null);
    create table bare_calls (id int primary key, status text not null, agent_id int, queued_at timestamptz not null);
    create index on bare_calls (queued_at, id) where status = 'queued'`)
  const connect = async () => {
    const opened = new pg.Client({ connectionString: databaseUrl })
    await opened.connect()
    return opened
  }
  const [worker, hand] = [await connect(), await connect()]
  const ear = await listen(databaseUrl, 'bare')
  let picking = Promise.resolve()
  worker.on('notification', ({ payload = '' }) => {
    if (!isFree(payload)) return
    picking = picking.then(() => pick(Number(payload.slice(5))))
  })
  await worker.query('listen bare')

  async function pick(agent: number): Promise<void> {
    await worker.query('begin')
    const { rows } = await worker.query<{ id: number }>(
      `select id from bare_calls where status = 'queued' order by queued_at, id limit 1 for update skip locked`,
    )
    const [call] = rows
    if (call) {
      await worker.query(`update bare_calls set status = 'ringing', agent_id = $2 where id = $1`, [
        call.id,
        agent,
      ])
      await worker.query(`select pg_notify('bare', $1)`, [`ring ${call.id} ${agent}`])
    }
    await worker.query('commit')
  }

  async function inTransaction(statement: string, values: unknown[], told: string): Promise<void> {
    await hand.query('begin')
    await hand.query(statement, values)
    await hand.query(`select pg_notify('bare', $1)`, [told])
    await hand.query('commit')
  }

  return {
    async prepare(waiting) {
      await client.query('truncate bare_agents, bare_calls')
      await client.query(
        `insert into bare_agents select n, 'paused' from generate_series(1, ${agents}) n`,
      )
      await client.query(
        `insert into bare_calls select n, 'queued', null, now() - make_interval(secs => 3000 - n / 10.0)
          from generate_series(1, ${waiting}) n`,
      )
      await client.query('analyze bare_calls')
    },

    async freeOne() {
      const freed = ear.next(isFree)
      const heard = ear.next(isRing)
      await inTransaction(`update bare_agents set state = 'idle' where id = $1`, [1], 'free 1')
      const took = (await heard) - (await freed)
      await client.query(`
        update bare_agents set state = 'paused' where id = 1;
        update bare_calls set status = 'queued', agent_id = null, queued_at = clock_timestamp()
          where status = 'ringing'`)
      return took
    },

    async callOnce() {
      const queued = ear.next(isFree)
      const heard = ear.next(isRing)
      const insert = `insert into bare_calls values ($1, 'queued', null, clock_timestamp())`
      await inTransaction(insert, [0], 'free 1')
      const took = (await heard) - (await queued)
      await client.query('truncate bare_calls')
      return took
    },

    async freeAll(count) {
      const heard = ear.after(count, isRing)
      const began = performance.now()
      await client.query(
        `select pg_notify('bare', 'free ' || n) from generate_series(1, ${count}) n`,
      )
      return (await heard) - began
    },

    async close() {
      await picking
      await Promise.all([worker.end(), hand.end(), ear.close()])
    },
  }
}
