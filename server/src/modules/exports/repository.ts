import { sql } from 'kysely'
import type { ExportJob } from '@veridesk/contract'
import type { Db, DbOrTx, Tx } from '../../database.ts'
import type { Language } from './kind.ts'

const underWay: ExportJob['state'][] = ['queued', 'running']

/** Renewed about once a second; a run whose process died is begun anew after it. */
const lease = sql<Date>`clock_timestamp() + interval '30 seconds'`
/** When row and file go. */
const keptUntil = sql<Date>`clock_timestamp() + interval '24 hours'`
const raised = sql<number>`version + 1`

export interface NewExport {
  readonly id: string
  readonly accountId: string
  readonly sessionId: string
  readonly address: string | null
  readonly kind: ExportJob['kind']
  readonly filterSealed: Buffer
  readonly language: Language
  readonly fileName: string
}

export async function insertExport(tx: Tx, given: NewExport): Promise<void> {
  await tx.insertInto('exports').values(given).execute()
}

export async function countUnderWay(tx: Tx, accountId: string): Promise<number> {
  const { count } = await tx
    .selectFrom('exports')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('accountId', '=', accountId)
    .where('state', 'in', underWay)
    .executeTakeFirstOrThrow()
  return count
}

const shown = (db: DbOrTx, accountId: string) =>
  db
    .selectFrom('exports')
    .select([
      'id',
      'kind',
      'state',
      'rows',
      'total',
      'truncated',
      'fileName',
      'createdAt',
      'expiresAt',
      'runId',
    ])
    .where('accountId', '=', accountId)
    .where((eb) =>
      eb.or([eb('expiresAt', 'is', null), eb('expiresAt', '>', sql<Date>`clock_timestamp()`)]),
    )

export type ExportRow = Awaited<ReturnType<typeof selectExports>>[number]

/** One account's, newest first. */
export const selectExports = (db: DbOrTx, accountId: string, limit: number) =>
  shown(db, accountId).orderBy('createdAt', 'desc').orderBy('id', 'desc').limit(limit).execute()

export const findExport = (db: DbOrTx, accountId: string, id: string) =>
  shown(db, accountId).where('id', '=', id).executeTakeFirst()

/** The same, its row locked. */
export const lockExport = (tx: Tx, accountId: string, id: string) =>
  shown(tx, accountId).where('id', '=', id).forUpdate().executeTakeFirst()

/** Ends an export that is under way. Returns its new version. */
export async function endExport(
  tx: Tx,
  id: string,
  end: { state: 'done' | 'failed' | 'cancelled'; rows?: number; truncated?: boolean },
): Promise<number> {
  const { version } = await tx
    .updateTable('exports')
    .set({ ...end, leaseUntil: null, expiresAt: keptUntil, version: raised })
    .where('id', '=', id)
    .returning('version')
    .executeTakeFirstOrThrow()
  return version
}

export async function deleteExport(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('exports').where('id', '=', id).execute()
}

/** The oldest that waits, or whose run has died; its row locked, and passed over by everybody else. */
export const lockNext = (tx: Tx) =>
  tx
    .selectFrom('exports')
    .select([
      'id',
      'accountId',
      'sessionId',
      'address',
      'kind',
      'filterSealed',
      'language',
      'attempts',
      'runId',
    ])
    .where((eb) =>
      eb.or([
        eb('state', '=', 'queued'),
        eb.and([eb('state', '=', 'running'), eb('leaseUntil', '<', sql<Date>`clock_timestamp()`)]),
      ]),
    )
    .orderBy('createdAt')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()

export type ClaimedExport = NonNullable<Awaited<ReturnType<typeof lockNext>>>

/** Returns the new version. */
export async function beginRun(tx: Tx, id: string, runId: string): Promise<number> {
  const { version } = await tx
    .updateTable('exports')
    .set((eb) => ({
      state: 'running',
      runId,
      attempts: eb('attempts', '+', 1),
      rows: 0,
      total: null,
      leaseUntil: lease,
      version: raised,
    }))
    .where('id', '=', id)
    .returning('version')
    .executeTakeFirstOrThrow()
  return version
}

/** Progress, and the lease renewed. Null where this run is no longer the one: cancelled, or thought dead. */
export async function renewRun(
  tx: Tx,
  runId: string,
  progress: { rows?: number; total?: number },
): Promise<number | null> {
  const row = await tx
    .updateTable('exports')
    .set({ ...progress, leaseUntil: lease, version: raised })
    .where('runId', '=', runId)
    .where('state', '=', 'running')
    .returning('version')
    .executeTakeFirst()
  return row?.version ?? null
}

/** Whether this run is still the one; its row locked. */
export async function lockRun(tx: Tx, runId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('exports')
    .select('id')
    .where('runId', '=', runId)
    .where('state', '=', 'running')
    .forUpdate()
    .executeTakeFirst()
  return row !== undefined
}

/** Back to where it waits: its process stops. The attempt does not count. */
export async function releaseRun(db: Db, runId: string): Promise<void> {
  await db
    .updateTable('exports')
    .set((eb) => ({
      state: 'queued',
      leaseUntil: null,
      attempts: eb('attempts', '-', 1),
      version: raised,
    }))
    .where('runId', '=', runId)
    .where('state', '=', 'running')
    .execute()
}

/** Whose time is over; locked, and passed over by everybody else. */
export const lockExpired = (tx: Tx) =>
  tx
    .selectFrom('exports')
    .select(['id', 'runId'])
    .where('expiresAt', '<', sql<Date>`clock_timestamp()`)
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()

/** Who asks, as that account is now; undefined where it is gone or disabled. */
export const selectAsker = (db: Db, accountId: string) =>
  db
    .selectFrom('accounts')
    .select(['name', 'role', 'grants'])
    .where('id', '=', accountId)
    .where('deletedAt', 'is', null)
    .where('disabled', '=', false)
    .executeTakeFirst()
