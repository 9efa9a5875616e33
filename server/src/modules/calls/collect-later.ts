import type { AppContext } from '../../context.ts'
import type { DbOrTx } from '../../database.ts'

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
