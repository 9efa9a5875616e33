/** Seals stored values again, under the key that is current. */
import { sql, type Kysely } from 'kysely'
import { headerOf, type Sealer } from './sealer.ts'

/** A column of sealed values in a table whose key is `id`, and what opens and seals them. */
export interface SealedColumn {
  readonly table: string
  readonly column: string
  readonly sealer: Sealer
}

const batchSize = 500
const firstId = '00000000-0000-0000-0000-000000000000'

/**
 * Seals every value anew that is not sealed under this data key, a batch a statement. Values that change
 * meanwhile are left to whoever changes them. May be broken off at any time and run again.
 * @returns how many were sealed anew
 */
export async function resealColumn<Schema>(
  db: Kysely<Schema>,
  { table, column, sealer }: SealedColumn,
  keyNumber: number,
): Promise<number> {
  const [from, value] = [sql.table(table), sql.ref(column)]
  const header = headerOf(keyNumber)
  let after = firstId
  let resealed = 0
  for (;;) {
    const { rows } = await sql<{ id: string; sealed: Buffer }>`
      select id, ${value} as sealed from ${from}
      where id > ${after}::uuid and ${value} is not null
        and substring(${value} from 1 for ${header.length}) <> ${header}
      order by id limit ${batchSize}`.execute(db)
    const last = rows.at(-1)
    if (!last) return resealed
    const ids = rows.map((row) => row.id)
    const old = rows.map((row) => row.sealed)
    const fresh = old.map((sealed) => sealer.seal(sealer.open(sealed)))
    // What the row says stays the same, so its version does too.
    const { numAffectedRows } = await sql`
      update ${from} as kept set ${value} = given.fresh
      from unnest(${ids}::uuid[], ${old}::bytea[], ${fresh}::bytea[]) as given (id, old, fresh)
      where kept.id = given.id and kept.${value} = given.old`.execute(db)
    resealed += Number(numAffectedRows ?? 0)
    after = last.id
  }
}

/** How many values of the column are not sealed under this data key. */
export async function countUnderOthers<Schema>(
  db: Kysely<Schema>,
  { table, column }: SealedColumn,
  keyNumber: number,
): Promise<number> {
  const header = headerOf(keyNumber)
  const value = sql.ref(column)
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ${sql.table(table)}
    where ${value} is not null and substring(${value} from 1 for ${header.length}) <> ${header}`.execute(
    db,
  )
  return rows[0]?.count ?? 0
}
