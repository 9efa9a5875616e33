/** Background work that survives a crash: graphile-worker in the same database, enqueued in the caller's transaction. */
import { sql, type Kysely, type Transaction } from 'kysely'
import { Logger, run, runMigrations, type Runner, type TaskList } from 'graphile-worker'
import type pg from 'pg'
import type { z } from 'zod'

/** A job's name, the shape of what it carries, and what it does. Run at least once: make it idempotent. */
export interface JobDefinition<Context> {
  readonly name: string
  readonly perform: (context: Context, payload: unknown) => Promise<void>
}

/** Ties payload schema and work together. */
export function defineJob<Context, T>(
  name: string,
  payload: z.ZodType<T>,
  perform: (context: Context, payload: T) => Promise<void>,
): JobDefinition<Context> {
  return { name, perform: (context, given) => perform(context, payload.parse(given)) }
}

export interface Jobs {
  /** Enqueues within the transaction; `key` replaces a waiting job of the same key. */
  enqueue<Schema>(
    tx: Kysely<Schema> | Transaction<Schema>,
    name: string,
    payload: Record<string, unknown>,
    options?: { key?: string; runAt?: Date; maxAttempts?: number },
  ): Promise<void>
}

export const jobs: Jobs = {
  async enqueue(tx, name, payload, { key, runAt, maxAttempts = 25 } = {}) {
    await sql`select graphile_worker.add_job(
      identifier => ${name}, payload => ${JSON.stringify(payload)}::json,
      run_at => ${runAt ?? null}::timestamptz, max_attempts => ${maxAttempts}::int,
      job_key => ${key ?? null}::text)`.execute(tx)
  },
}

/** Brings graphile-worker's own tables up to date. */
export const migrateJobs = (pool: pg.Pool): Promise<void> => runMigrations({ pgPool: pool })

/** Runs jobs until stopped. */
export async function startRunner<Context>(
  pool: pg.Pool,
  context: Context,
  definitions: readonly JobDefinition<Context>[],
  onFailure: (name: string, cause: unknown) => void,
): Promise<Runner> {
  const taskList: TaskList = Object.fromEntries(
    definitions.map((definition) => [
      definition.name,
      async (payload: unknown) => {
        try {
          await definition.perform(context, payload)
        } catch (cause) {
          onFailure(definition.name, cause)
          throw cause
        }
      },
    ]),
  )
  return run({
    pgPool: pool,
    taskList,
    concurrency: 4,
    noHandleSignals: true,
    pollInterval: 1_000,
    logger: new Logger(() => () => undefined),
  })
}
