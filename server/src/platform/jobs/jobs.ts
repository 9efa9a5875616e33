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

/** No job of ours takes so long: whoever holds one longer has died. */
const deadAfter = '5 minutes'

/** Lets others take up the jobs of a process that died; graphile-worker itself waits four hours. */
async function freeDeadJobs(pool: pg.Pool): Promise<void> {
  await pool.query(
    `select graphile_worker.force_unlock_workers(array_agg(distinct locked_by))
     from graphile_worker.jobs where locked_at < now() - interval '${deadAfter}'
     having count(*) > 0`,
  )
}

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
  const free = () =>
    freeDeadJobs(pool).catch((cause: unknown) => onFailure('free dead jobs', cause))
  await free()
  const freeing = setInterval(() => void free(), 60_000)
  const runner = await run({
    pgPool: pool,
    taskList,
    concurrency: 4,
    noHandleSignals: true,
    // Every worker asks so often for jobs that were put off; a new one is announced.
    pollInterval: 4_000,
    logger: new Logger(() => () => undefined),
  })
  void runner.promise.finally(() => clearInterval(freeing))
  return runner
}
