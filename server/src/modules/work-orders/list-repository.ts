/** Pages and counts of the list, at a million orders as at ten thousand. */
import { sql, type RawBuilder, type SqlBool } from 'kysely'
import { workOrderStatuses, type WorkOrderStatus } from '@veridesk/contract/states'
import type { DbOrTx } from '../../database.ts'
import type { Position } from '../../platform/time-cursor.ts'
import type { OrderFilter } from './order-filter.ts'
import { withNames } from './repository.ts'
import type { SearchTerms } from './search.ts'
import {
  areFew,
  boundedSearch,
  fewSources,
  plainConditions,
  searched,
  searchSources,
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

/**
 * So many orders along the order of the list are looked through for each row of the page before the whole
 * set is fetched and sorted: what matches often is met among them, and what matches only far back costs no
 * walk through everything.
 */
const lookThroughPerRow = 100
/** An agent sees a part of them: what it finds lies further apart. */
const lookThroughPerRowOfAgent = 300

/** Up to so many meanings of a search are sorted in their index sooner than they are met in the list. */
const fewInIndex = 20_000

const sortColumns = { created: 'workOrders.createdAt', updated: 'workOrders.updatedAt' } as const

type Orders = ReturnType<typeof everyOrder>

const everyOrder = (db: DbOrTx) => db.selectFrom('workOrders').selectAll('workOrders')

/** `offset 0`: PostgreSQL finds these first and does not look for them along the order of the list. */
const asSet = (db: DbOrTx, orders: Orders): Orders =>
  db.selectFrom(orders.offset(0).as('workOrders')).selectAll('workOrders')

const matching = (orders: Orders, filter: OrderFilter): Orders =>
  orders
    .where(plainConditions(filter))
    .where(searched(filter.search))
    .where(visibleTo(filter.viewer))

const among = (orders: Orders, sources: NonNullable<Awaited<ReturnType<typeof fewSources>>>) =>
  orders.where(sql<SqlBool>`work_orders.id in (${unionOf(sources)})`)

/** Those beyond `page.after`, sorted. */
function sorted(orders: Orders, { sort, ascending, after }: Omit<PageAsked, 'limit'>): Orders {
  const column = sortColumns[sort]
  const direction = ascending ? 'asc' : 'desc'
  const rows = orders.orderBy(column, direction).orderBy('workOrders.id', direction)
  return after === null ? rows : rows.where(isBeyond({ sort, ascending }, after))
}

const isBeyond = (
  { sort, ascending }: Pick<PageAsked, 'sort' | 'ascending'>,
  after: Position,
): RawBuilder<SqlBool> =>
  sql`(${sql.ref(sortColumns[sort])}, work_orders.id) ${ascending ? sql`>` : sql`<`}
    (${after.at}::timestamptz, ${after.id}::uuid)`

function pageOf(db: DbOrTx, orders: Orders, page: PageAsked) {
  const column = sortColumns[page.sort]
  const direction = page.ascending ? 'asc' : 'desc'
  return withNames(db, sorted(orders, page).limit(page.limit))
    .select(
      sql<string>`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`.as(
        'sortedAt',
      ),
    )
    .orderBy(column, direction)
    .orderBy('workOrders.id', direction)
    .execute()
}

/** The orders of one page of a search. Each meaning finds and sorts its own in its index, without the rows. */
function foundOnPage(
  db: DbOrTx,
  filter: OrderFilter,
  search: SearchTerms,
  page: PageAsked,
): Orders {
  const sort = sql.ref(sortColumns[page.sort])
  const direction = page.ascending ? sql`asc` : sql`desc`
  const first = sql`order by ${sort} ${direction}, work_orders.id ${direction} limit ${page.limit}`
  const found = searchSources(db, search).map((source) => {
    const ids = source
      .where(plainConditions(filter))
      .where(visibleTo(filter.viewer))
      .$if(page.after !== null, (query) => query.where(isBeyond(page, page.after as Position)))
      .select(sortColumns[page.sort])
      .offset(0)
    return sql`(select * from (${ids}) as work_orders ${first})`
  })
  return everyOrder(db).where(
    sql<SqlBool>`work_orders.id in (
      select id from (${sql.join(found, sql` union `)}) as work_orders ${first})`,
  )
}

/** Sorted by `sort` and id. */
export async function listWorkOrders(db: DbOrTx, filter: OrderFilter, page: PageAsked) {
  if (filter.search === null && filter.viewer === null)
    return pageOf(db, everyOrder(db).where(plainConditions(filter)), page)
  const { search } = filter
  const whole = () =>
    pageOf(
      db,
      search === null
        ? asSet(db, matching(everyOrder(db), filter))
        : foundOnPage(db, filter, search, page),
      page,
    )
  if (search !== null) {
    const meant = searchSources(db, search).map((source) => source.where(plainConditions(filter)))
    if (await areFew(db, meant, fewInIndex)) return whole()
  }
  const few = await fewSources(db, { viewer: filter.viewer, search: null })
  if (few !== null) return pageOf(db, asSet(db, among(matching(everyOrder(db), filter), few)), page)
  const next = sorted(everyOrder(db).where(plainConditions(filter)), page).limit(
    page.limit * (filter.viewer === null ? lookThroughPerRow : lookThroughPerRowOfAgent),
  )
  const near = matching(db.selectFrom(next.as('workOrders')).selectAll('workOrders'), filter)
  const met = await pageOf(db, near, page)
  return met.length === page.limit ? met : whole()
}

/** How many orders of each status, each counted up to `limit` at most. */
export async function countByStatus(
  db: DbOrTx,
  filter: OrderFilter,
  limit: number,
): Promise<Record<WorkOrderStatus, number>> {
  const few = await fewSources(db, filter)
  if (few !== null) {
    const found = among(matching(everyOrder(db), { ...filter, status: null }), few)
    const rows = await db
      .selectFrom(asSet(db, found).as('workOrders'))
      .select((eb) => ['status', eb.fn.countAll<number>().as('count')])
      .groupBy('status')
      .execute()
    const counted = new Map(rows.map(({ status, count }) => [status, Math.min(count, limit)]))
    return eachStatus((status) => counted.get(status) ?? 0)
  }
  const { viewer, search } = filter
  const countOf = (status: WorkOrderStatus) => {
    const asked = plainConditions({ ...filter, status })
    if (search !== null) {
      const found = boundedSearch(
        db,
        search,
        (eb) => eb.and([asked(eb), visibleTo(viewer)(eb)]),
        limit,
      )
      return sql<number>`(select count(*) from (${sql.join(found, sql` union `)}) as found)`
    }
    const sources =
      viewer === null
        ? [db.selectFrom('workOrders').select('workOrders.id')]
        : viewerSources(db, viewer.accountId)
    const found = unionOf(sources.map((source) => source.where(asked)))
    return sql<number>`(select count(*) from (${found} limit ${limit}) as found)`
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
  const { count } = await db
    .selectFrom(matching(everyOrder(db), filter).as('workOrders'))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}
