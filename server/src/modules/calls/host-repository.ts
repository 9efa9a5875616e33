/** The media hosts that calls were on, and which of them have files that nobody has collected. */
import { sql } from 'kysely'
import type { DbOrTx, Tx } from '../../database.ts'

/** The call lives there now; what was collected before it came back there is not all of it any more. */
export async function insertHost(tx: Tx, callId: string, host: string): Promise<void> {
  const here = { since: sql<Date>`clock_timestamp()`, collectedAt: null }
  await tx
    .insertInto('callHosts')
    .values({ callId, host, ...here })
    .onConflict((conflict) => conflict.columns(['callId', 'host']).doUpdateSet(here))
    .execute()
}

export async function setHostCollected(tx: Tx, callId: string, host: string): Promise<void> {
  await tx
    .updateTable('callHosts')
    .set({ collectedAt: sql<Date>`clock_timestamp()` })
    .where('callId', '=', callId)
    .where('host', '=', host)
    .execute()
}

/** How many hosts have files of this call that nobody has collected. */
export async function countAwaited(db: DbOrTx, callId: string): Promise<number> {
  const { hosts } = await db
    .selectFrom('callHosts')
    .select((eb) => eb.fn.countAll<number>().as('hosts'))
    .where('callId', '=', callId)
    .where('collectedAt', 'is', null)
    .executeTakeFirstOrThrow()
  return hosts
}

/** Calls that left a host, by their end or by moving on, and were not collected there. */
const uncollected = (db: DbOrTx) =>
  db
    .selectFrom('callHosts')
    .innerJoin('calls', 'calls.id', 'callHosts.callId')
    .select(['callHosts.callId', 'callHosts.host'])
    .where('callHosts.collectedAt', 'is', null)
    .where((eb) =>
      eb.or([
        eb('calls.status', '=', 'ended'),
        eb('calls.mediaHost', '<>', eb.ref('callHosts.host')),
      ]),
    )

export const selectUncollectedOn = (db: DbOrTx, host: string) =>
  uncollected(db).where('callHosts.host', '=', host).execute()

/** Those that no job tries to collect any more. */
export const selectForgotten = (db: DbOrTx) =>
  uncollected(db)
    .where(sql<boolean>`coalesce(calls.ended_at, '-infinity') < now() - interval '10 seconds'`)
    .where(
      sql<boolean>`not exists (select from graphile_worker.jobs
        where jobs.key = 'collect ' || call_hosts.call_id || ' ' || call_hosts.host
          and jobs.attempts < jobs.max_attempts)`,
    )
    .limit(100)
    .execute()
