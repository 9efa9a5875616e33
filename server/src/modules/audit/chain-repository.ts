/** The chain over the audit log, and what waits to be chained. */
import { sql } from 'kysely'
import type { Db, DbOrTx, Tx } from '../../database.ts'
import type { ChainedEntry } from './canonical.ts'

/** As text: the query builder would rename keys with underscores. */
export const exactDetails = sql<string>`audit_log.details::text`

/** RFC 3339 in UTC with microseconds: what a Date would lose is hashed and compared. */
export const exactTime = sql<string>`to_char(audit_log.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

const hashed = [
  'auditLog.id',
  exactTime.as('at'),
  'auditLog.actorKind',
  'auditLog.actorId',
  'auditLog.action',
  'auditLog.workOrderId',
  'auditLog.callId',
  'auditLog.targetId',
  exactDetails.as('details'),
  'auditLog.address',
] as const

/** `details` still as JSON text. */
export type UnchainedEntry = Omit<ChainedEntry, 'number' | 'details'> & { readonly details: string }

/** True for one transaction at a time, over all processes; it holds until that one ends. */
export async function mayChain(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ held: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended('audit chain', 0)) as held`.execute(tx)
  return rows[0]?.held ?? false
}

export async function isAnyPending(db: DbOrTx): Promise<boolean> {
  const entry = await db.selectFrom('auditPending').select('entryId').limit(1).executeTakeFirst()
  return entry !== undefined
}

/** Committed entries that are not chained yet, oldest first, no longer waiting from here on. */
export async function takePending(tx: Tx, limit: number): Promise<UnchainedEntry[]> {
  return tx
    .with('taken', (db) =>
      db
        .deleteFrom('auditPending')
        .where('entryId', 'in', (eb) =>
          eb
            .selectFrom('auditPending')
            // One whose row is gone stays for the doctor to find.
            .innerJoin('auditLog', 'auditLog.id', 'auditPending.entryId')
            .select('auditPending.entryId')
            .orderBy('auditPending.entryId')
            .limit(limit),
        )
        .returning('entryId'),
    )
    .selectFrom('taken')
    .innerJoin('auditLog', 'auditLog.id', 'taken.entryId')
    .select(hashed)
    .orderBy('auditLog.at')
    .orderBy('auditLog.id')
    .execute()
}

/** The end of the chain; undefined before the first link. */
export const lastLink = (db: DbOrTx) =>
  db
    .selectFrom('auditChain')
    .select(['number', 'hash'])
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()

export async function insertLinks(
  tx: Tx,
  links: readonly { number: number; entryId: string; hash: Buffer }[],
): Promise<void> {
  await tx
    .insertInto('auditChain')
    .values([...links])
    .execute()
}

/** How many wait, and for how many seconds the oldest does. */
export async function waitingEntries(db: DbOrTx): Promise<{ waiting: number; lagSeconds: number }> {
  return db
    .selectFrom('auditPending')
    .leftJoin('auditLog', 'auditLog.id', 'auditPending.entryId')
    .select((eb) => [
      eb.fn.countAll<number>().as('waiting'),
      sql<number>`coalesce(greatest(0, extract(epoch from clock_timestamp() - min(audit_log.at))), 0)::float8`.as(
        'lagSeconds',
      ),
    ])
    .executeTakeFirstOrThrow()
}

/** Links after this number, each with its entry; `id` is null where the entry is gone. */
export async function linksAfter(db: Db, number: number, limit: number) {
  return db
    .selectFrom('auditChain')
    .leftJoin('auditLog', 'auditLog.id', 'auditChain.entryId')
    .select(['auditChain.number', 'auditChain.entryId', 'auditChain.hash'])
    .select(hashed)
    .where('auditChain.number', '>', number)
    .orderBy('auditChain.number')
    .limit(limit)
    .execute()
}

/** The next entries by id: the last of them (null after the end), and those that are neither chained nor waiting. */
export async function unchainedAfter(
  db: Db,
  id: string,
  limit: number,
): Promise<{ last: string | null; lost: string[] }> {
  const { rows } = await sql<{ last: string | null; lost: string[] }>`
    select (array_agg(log.id::text order by log.id desc))[1] as last,
      coalesce(array_agg(log.id::text) filter (where audit_chain.entry_id is null and audit_pending.entry_id is null), '{}') as lost
    from (select id from audit_log where id > ${id}::uuid order by id limit ${limit}) log
    left join audit_chain on audit_chain.entry_id = log.id
    left join audit_pending on audit_pending.entry_id = log.id`.execute(db)
  return rows[0] ?? { last: null, lost: [] }
}

/** What waits to be chained and has no entry. */
export async function pendingWithoutEntry(db: Db, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('auditPending')
    .leftJoin('auditLog', 'auditLog.id', 'auditPending.entryId')
    .select('auditPending.entryId')
    .where('auditLog.id', 'is', null)
    .limit(limit)
    .execute()
  return rows.map(({ entryId }) => entryId)
}
