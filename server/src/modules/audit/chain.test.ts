import { createHash } from 'node:crypto'
import type pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { system } from '../../actor.ts'
import type { Database, Db } from '../../database.ts'
import { connectDatabase } from '../../platform/db/connect.ts'
import { migrate } from '../../platform/db/migrate.ts'
import { newId } from '../../platform/ids.ts'
import { createTestDatabase } from '../../testing/test-database.ts'
import { chainPending, readChain } from './chain.ts'
import { audit } from './service.ts'
import { verifyChain } from './verify.ts'

let database: Awaited<ReturnType<typeof createTestDatabase>>
let db: Db
let pool: pg.Pool
beforeEach(async () => {
  database = await createTestDatabase()
  ;({ db, pool } = connectDatabase<Database>(database.url))
  await migrate(pool)
})
afterEach(async () => {
  await pool.end()
  await database.drop()
})

const write = (details: Record<string, unknown> = {}) =>
  db.transaction().execute((tx) => audit(tx, system, 'demo.seed', { targetId: newId(), details }))
async function chainAll(): Promise<void> {
  while ((await chainPending(db, 7)) > 0);
}
/** As whoever owns the database and means ill. */
async function tamper(statement: string): Promise<void> {
  const client = await pool.connect()
  try {
    for (const table of ['audit_log', 'audit_chain'])
      await client.query(`alter table ${table} disable trigger ${table}_no_change`)
    await client.query(statement)
    for (const table of ['audit_log', 'audit_chain'])
      await client.query(`alter table ${table} enable always trigger ${table}_no_change`)
  } finally {
    client.release()
  }
}
const faults = async () => (await verifyChain(db)).faults

describe('the database', () => {
  it.each([
    'update audit_log set action = action',
    'delete from audit_log',
    'truncate audit_log',
    'update audit_chain set hash = hash',
    'delete from audit_chain',
    'truncate audit_chain',
    'set session_replication_role = replica; delete from audit_log',
  ])('refuses: %s', async (statement) => {
    await write()
    await chainAll()
    await expect(pool.query(statement)).rejects.toThrow(/is append-only/)
    expect(await faults()).toEqual([])
  })
})

describe('the chain', () => {
  it('numbers what was committed, each hash over the one before it', async () => {
    for (let count = 0; count < 20; count += 1) await write({ count })
    await chainAll()
    const links = await db.selectFrom('auditChain').selectAll().orderBy('number').execute()
    expect(links.map(({ number }) => number)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1))
    expect(await faults()).toEqual([])
    expect(await readChain({ ctx: { db } })).toEqual({ chained: 20, waiting: 0, lagSeconds: 0 })
  })

  it('can be computed again by anybody who has the documented format', async () => {
    await write({ zeta: 1, alpha: [true, null, 'ä"\n'], Beta: { b: 1.5, a: '邓' } })
    await chainAll()
    const { rows } = await pool.query<{ id: string; target: string; at: string; hash: string }>(
      `select l.id, target_id as target, encode(hash, 'hex') as hash,
         to_char(l.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at
       from audit_log l join audit_chain c on c.entry_id = l.id`,
    )
    const { id, target, at, hash } = rows[0] ?? {}
    const text =
      `{"action":"demo.seed","actorId":null,"actorKind":"system","address":null,"at":"${at}",` +
      `"callId":null,"details":{"Beta":{"a":"邓","b":1.5},"alpha":[true,null,"ä\\"\\n"],"zeta":1},` +
      `"id":"${id}","number":1,"targetId":"${target}","workOrderId":null}`
    const expected = createHash('sha256').update(Buffer.alloc(32)).update(text).digest('hex')
    expect(hash).toBe(expected)
  })

  it('stays whole with many writers, chaining processes, roll-backs and late commits', async () => {
    const late = await pool.connect()
    await late.query('begin')
    await late.query(
      `insert into audit_log (id, actor_kind, action) values ('${newId()}', 'system', 'demo.seed')`,
    )
    let writing = true
    const writers = Array.from({ length: 4 }, async (_, writer) => {
      for (let count = 0; count < 30; count += 1) {
        const done = db.transaction().execute(async (tx) => {
          await audit(tx, system, 'demo.seed', { details: { writer, count } })
          if (count % 10 === 9) throw new Error('changed its mind')
        })
        await done.catch(() => undefined)
      }
    })
    const chainers = Array.from({ length: 3 }, async () => {
      while (writing) await chainPending(db, 10)
    })
    await Promise.all(writers)
    // All but the one that nobody can see yet.
    await expect.poll(async () => (await readChain({ ctx: { db } })).waiting).toBe(0)
    await late.query('commit')
    late.release()
    writing = false
    await Promise.all(chainers)
    await chainAll()
    const report = await verifyChain(db)
    expect(report).toMatchObject({ links: 4 * 27 + 1, waiting: 0, faults: [] })
  })

  it('makes no writer wait while it is being extended', async () => {
    await write()
    const chaining = await pool.connect()
    await chaining.query('begin')
    await chaining.query("select pg_advisory_xact_lock(hashtextextended('audit chain', 0))")
    await chaining.query('delete from audit_pending')
    await write()
    expect(await chainPending(db)).toBe(0)
    await chaining.query('rollback')
    chaining.release()
    expect(await chainPending(db)).toBe(2)
  })

  it('tells how long the oldest entry waits', async () => {
    await write()
    await write()
    const { waiting, lagSeconds, chained } = await readChain({ ctx: { db } })
    expect({ waiting, chained }).toEqual({ waiting: 2, chained: 0 })
    expect(lagSeconds).toBeGreaterThan(0)
    expect(lagSeconds).toBeLessThan(60)
  })
})

describe('tampering is found:', () => {
  beforeEach(async () => {
    for (let count = 0; count < 5; count += 1) await write({ count })
    await chainAll()
    expect(await faults()).toEqual([])
  })
  const third = '(select entry_id from audit_chain where number = 3)'

  it.each([
    [
      'an entry that was changed',
      `update audit_log set details = '{"count": 9}' where id = ${third}`,
    ],
    ['an entry in another name', `update audit_log set actor_kind = 'seat' where id = ${third}`],
    [
      'an entry moved by a microsecond',
      `update audit_log set at = at + interval '1 microsecond' where id = ${third}`,
    ],
    ['a hash that was set', "update audit_chain set hash = sha256('x') where number = 3"],
  ])('%s', async (_, statement) => {
    await tamper(statement)
    expect(await faults()).toContainEqual({
      kind: 'changed',
      count: expect.any(Number),
      where: expect.arrayContaining(['3']),
    })
  })

  it('an entry that was deleted', async () => {
    await tamper(`delete from audit_log where id = ${third}`)
    expect(await faults()).toEqual([{ kind: 'removed', count: 1, where: ['3'] }])
  })

  it('a link that was deleted, and the entry that it leaves behind', async () => {
    const { rows } = await pool.query<{ id: string }>(`select ${third} as id`)
    await tamper('delete from audit_chain where number = 3')
    expect(await faults()).toEqual([
      { kind: 'gap', count: 1, where: ['3'] },
      { kind: 'unchained', count: 1, where: [rows[0]?.id] },
    ])
  })

  it('a link and its entry that were deleted', async () => {
    await tamper(
      `delete from audit_log where id = ${third}; delete from audit_chain where number = 3`,
    )
    expect(await faults()).toEqual([{ kind: 'gap', count: 1, where: ['3'] }])
  })

  it('an entry that was kept from the chain, and one removed before it was chained', async () => {
    await write()
    await pool.query('delete from audit_pending')
    await write()
    await tamper('delete from audit_log where id in (select entry_id from audit_pending)')
    expect(await chainPending(db)).toBe(0)
    expect((await faults()).map(({ kind, count }) => [kind, count])).toEqual([
      ['unchained', 1],
      ['removed', 1],
    ])
  })
})
