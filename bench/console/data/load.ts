/** Fills a database with two years of an institution's work, by SQL and the same on every run. */
import type pg from 'pg'
import type { AppContext } from '../../../server/src/context.ts'
import type { Institution } from './institution.ts'
import { people, type Person } from './people.ts'
import { auditLog, calls, drafts, orders, seats } from './load-sql.ts'
import { setAside } from './set-aside.ts'

const loaded = ['work_orders', 'seats', 'calls', 'audit_log', 'audit_chain']
const peopleAtOnce = 5_000
/** So many orders for each person. */
const ordersEach = 2.5

type Sealing = Pick<AppContext, 'blindIndexes' | 'idNumbers'>

async function loadPeople(client: pg.Client, sealing: Sealing, count: number): Promise<void> {
  await client.query(`create unlogged table bench_people (
    n int primary key, name text, phone text, phone_index bytea, id_sealed bytea, id_index bytea)`)
  let first = 1
  let batch: Person[] = []
  const flush = async (): Promise<void> => {
    await client.query(
      `insert into bench_people
       select $1::int + place - 1, name, phone, phone_index, id_sealed, id_index
       from unnest($2::text[], $3::text[], $4::bytea[], $5::bytea[], $6::bytea[])
         with ordinality as given (name, phone, phone_index, id_sealed, id_index, place)`,
      [
        first,
        batch.map(({ name }) => name),
        batch.map(({ phone }) => phone),
        batch.map(({ phone }) => sealing.blindIndexes.phone(phone)),
        batch.map(({ idNumber }) => idNumber && sealing.idNumbers.seal(idNumber)),
        batch.map(({ idNumber }) => idNumber && sealing.blindIndexes.idNumber(idNumber)),
      ],
    )
    first += batch.length
    batch = []
  }
  for (const person of people(count)) {
    batch.push(person)
    if (batch.length === peopleAtOnce) await flush()
  }
  if (batch.length > 0) await flush()
}

async function loadItems(client: pg.Client, { items, agents }: Institution): Promise<void> {
  await client.query(
    `create unlogged table bench_items (n int primary key, id uuid, agents uuid[])`,
  )
  await client.query(`create unlogged table bench_agents (n int primary key, id uuid)`)
  for (const [n, { id, agentIds }] of items.entries())
    await client.query('insert into bench_items values ($1, $2, $3)', [n, id, agentIds])
  for (const [n, { id }] of agents.entries())
    await client.query('insert into bench_agents values ($1, $2)', [n, id])
}

/** So many orders, three times as many calls, as many audit entries as orders. */
export async function load(
  client: pg.Client,
  sealing: Sealing,
  institution: Institution,
  count: number,
): Promise<void> {
  const began = performance.now()
  const say = (what: string) =>
    console.log(
      `${count} orders: ${what} after ${Math.round((performance.now() - began) / 1000)} s`,
    )
  await client.query(`select setseed(0.42)`)
  await client.query(`set maintenance_work_mem = '512MB'; set work_mem = '256MB'`)
  const aside = await setAside(client, loaded)
  await loadPeople(client, sealing, Math.ceil(count / ordersEach))
  await loadItems(client, institution)
  say('people')
  await client.query(drafts(count))
  await client.query(orders)
  await client.query(`select setval('task_numbers', $1)`, [10_000_000 + count])
  say('orders')
  await client.query(seats)
  await client.query(calls)
  say('calls')
  // Chained already: the product's job would be at it for an hour.
  await client.query('alter table audit_log disable trigger audit_log_pending')
  for (const statement of auditLog) await client.query(statement)
  await client.query('alter table audit_log enable always trigger audit_log_pending')
  await client.query('drop table bench_drafts, bench_people, bench_items, bench_agents')
  say('audit log')
  await aside.putBack()
  say('indexes')
  for (const table of loaded) await client.query(`vacuum analyze ${table}`)
  say('vacuum and analyze')
}
