import { CamelCasePlugin, Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { PreparingClient } from './prepared.ts'

// Counts and byte sizes stay far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
// A day has no time of day, and no zone.
pg.types.setTypeParser(pg.types.builtins.DATE, String)

/** A pool and the query builder over it. Column names are snake_case there and camelCase here. */
export function connectDatabase<Schema>(url: string): { db: Kysely<Schema>; pool: pg.Pool } {
  const pool = new pg.Pool({
    Client: PreparingClient,
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 15_000,
    // The server may have gone without a word.
    query_timeout: 20_000,
    keepAlive: true,
    idle_in_transaction_session_timeout: 15_000,
  })
  // A connection that the server closes must not end the process: its next query says so.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  const db = new Kysely<Schema>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin()],
  })
  return { db, pool }
}

/** The clock that every deadline follows. */
export async function readDatabaseClock<Schema>(db: Kysely<Schema>): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(db)
  return rows[0]?.now ?? new Date(0)
}
