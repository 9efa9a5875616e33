/** Pages and counts of the list, at a million orders as at ten thousand. */
import { sql, type SqlBool } from 'kysely'
import { workOrderStatuses, type WorkOrderStatus } from '@veridesk/contract/states'
import type { DbOrTx } from '../../database.ts'
import type { Position } from '../../platform/time-cursor.ts'
import type { OrderFilter } from './order-filter.ts'
import { withNames } from './repository.ts'
import {
  fewSources,
  plainConditions,
  searched,
  unionOf,
  viewerSources,
  visibleTo,
} from './scope-repository.ts'

export interface PageAsked {
  readonly sort: 'created' | 'updated'
  readonly ascending: boolean
  readonly after: Position | null
  readonly limit: number
}

/** Every order that the filter means. */
async function matching(db: DbOrTx, filter: OrderFilter) {
  const few = await fewSources(db, filter)
  const orders = db
    .selectFrom('workOrders')
    .selectAll('workOrders')
    .where(plainConditions(filter))
    .where(searched(filter.search))
    .where(visibleTo(filter.viewer))
  if (few === null) return { few: false, orders }
  // `offset 0`: PostgreSQL finds these first and does not look for them along the order of the list.
  const found = sql<SqlBool>`work_orders.id in (${unionOf(few)})`
  return { few: true, orders: orders.where(found).offset(0) }
}

/** Sorted by `sort` and id. */
export async function listWorkOrders(db: DbOrTx, filter: OrderFilter, page: PageAsked) {
  const { orders } = await matching(db, filter)
  const column = page.sort === 'created' ? 'workOrders.createdAt' : 'workOrders.updatedAt'
  const direction = page.ascending ? 'asc' : 'desc'
  let rows = db
    .selectFrom(orders.as('workOrders'))
    .selectAll('workOrders')
    .orderBy(column, direction)
    .orderBy('workOrders.id', direction)
    .limit(page.limit)
  if (page.after !== null) {
    const { at, id } = page.after
    const beyond = page.ascending ? sql`>` : sql`<`
    rows = rows.where(
      sql<SqlBool>`(${sql.ref(column)}, work_orders.id) ${beyond} (${at}::timestamptz, ${id}::uuid)`,
    )
  }
  return withNames(db, rows)
    .select(
      sql<string>`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`.as(
        'sortedAt',
      ),
    )
    .orderBy(column, direction)
    .orderBy('workOrders.id', direction)
    .execute()
}

/** How many orders of each status, each counted up to `limit` at most. */
export async function countByStatus(
  db: DbOrTx,
  filter: OrderFilter,
  limit: number,
): Promise<Record<WorkOrderStatus, number>> {
  const { few, orders } = await matching(db, { ...filter, status: null })
  if (few) {
    const rows = await db
      .selectFrom(orders.as('workOrders'))
      .select((eb) => ['status', eb.fn.countAll<number>().as('count')])
      .groupBy('status')
      .execute()
    const counted = new Map(rows.map(({ status, count }) => [status, Math.min(count, limit)]))
    return eachStatus((status) => counted.get(status) ?? 0)
  }
  const sources =
    filter.viewer === null
      ? [db.selectFrom('workOrders').select('workOrders.id')]
      : viewerSources(db, filter.viewer.accountId)
  const countOf = (status: WorkOrderStatus) => {
    const found = sources.map((source) =>
      source.where(plainConditions({ ...filter, status })).where(searched(filter.search)),
    )
    return sql<number>`(select count(*) from (${unionOf(found)} limit ${limit}) as found)`
  }
  const counts = eachStatus((status) => countOf(status).as(status))
  return db
    .selectNoFrom(Object.values(counts))
    .$castTo<Record<WorkOrderStatus, number>>()
    .executeTakeFirstOrThrow()
}

const eachStatus = <T>(of: (status: WorkOrderStatus) => T) =>
  Object.fromEntries(workOrderStatuses.map((status) => [status, of(status)])) as Record<
    WorkOrderStatus,
    T
  >

/** Exactly how many there are: counts them all. */
export async function countMatching(db: DbOrTx, filter: OrderFilter): Promise<number> {
  const { orders } = await matching(db, filter)
  const { count } = await db
    .selectFrom(orders.as('workOrders'))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}
