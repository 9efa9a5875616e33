import type { AppContext } from '../../context.ts'
import type { DbOrTx } from '../../database.ts'
import { selectForgotten, selectUncollectedOn } from './host-repository.ts'

/**
 * The call has left this host, by its end or by moving on: after the commit a job closes it there and
 * collects its recordings.
 */
export const collectLater = (
  ctx: Pick<AppContext, 'jobs'>,
  db: DbOrTx,
  callId: string,
  host: string,
): Promise<void> =>
  ctx.jobs.enqueue(db, 'recordings.collect', { callId, host }, { key: `collect ${callId} ${host}` })

type Ctx = Pick<AppContext, 'db' | 'jobs'>

/** A host is back: what waits for it is collected now, however long ago the last attempt gave up. */
export async function collectFrom(ctx: Ctx, host: string): Promise<void> {
  for (const { callId } of await selectUncollectedOn(ctx.db, host))
    await collectLater(ctx, ctx.db, callId, host)
}

/** Calls whose recordings nobody tries to collect any more are collected again. */
export async function collectForgotten(ctx: Ctx): Promise<void> {
  for (const { callId, host } of await selectForgotten(ctx.db))
    await collectLater(ctx, ctx.db, callId, host)
}
