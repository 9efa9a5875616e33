/** Which rows of `work_orders` are meant: conditions, and the ways in that an index leads. */
import { sql, type Expression, type ExpressionBuilder, type RawBuilder, type SqlBool } from 'kysely'
import { workOrderStatuses } from '@veridesk/contract/states'
import type { Database, DbOrTx } from '../../database.ts'
import type { OrderFilter } from './order-filter.ts'
import type { Viewer } from './rules.ts'
import type { SearchTerms } from './search.ts'

type Orders = ExpressionBuilder<Database, 'workOrders'>
type Condition = (eb: Orders) => Expression<SqlBool>

/** One meaning of a search; `sortedBy` is the order of its index within one status. */
interface SearchArm {
  readonly condition: Condition
  readonly sortedBy: RawBuilder<unknown>
}

const beginning = (column: RawBuilder<unknown>, text: RawBuilder<unknown>): SearchArm => ({
  // Every status there is, for the indexes begin with it.
  condition: (eb) =>
    eb.and([
      eb('workOrders.status', 'in', workOrderStatuses),
      sql<SqlBool>`${column} collate "C" ^@ ${text}`,
    ]),
  sortedBy: sql`${column} collate "C"`,
})

/** Each served by an index of its own (migration 0004). */
function searchArms({ taskNumber, number, name, phone, idNumber }: SearchTerms): SearchArm[] {
  const lower = (text: string) => sql`lower(${text})`
  const arms = [
    beginning(sql`lower(work_orders.case_number)`, lower(number)),
    beginning(sql`lower(work_orders.policy_number)`, lower(number)),
  ]
  if (taskNumber !== null)
    arms.push(beginning(sql`work_orders.task_number`, sql`${taskNumber}::text`))
  if (name !== null) arms.push(beginning(sql`lower(work_orders.insured_name)`, lower(name)))
  const whole = (column: 'contactPhoneIndex' | 'idNumberIndex', value: Buffer): SearchArm => ({
    condition: (eb) => eb(`workOrders.${column}`, '=', value),
    sortedBy: sql`work_orders.id`,
  })
  if (phone !== null) arms.push(whole('contactPhoneIndex', phone))
  if (idNumber !== null) arms.push(whole('idNumberIndex', idNumber))
  return arms
}

/** Product.md: an agent sees the orders whose item its groups serve and those it created or handles. */
const viewerArms = (accountId: string): Condition[] => [
  (eb) => {
    const served = eb
      .selectFrom('groupSkills')
      .innerJoin('groupMembers', 'groupMembers.groupId', 'groupSkills.groupId')
      .innerJoin('groups', 'groups.id', 'groupSkills.groupId')
      .select('groupSkills.itemId')
      .where('groupMembers.accountId', '=', accountId)
      .where('groups.deletedAt', 'is', null)
    return sql`work_orders.item_id = any(array${served})`
  },
  (eb) => eb('workOrders.creatorId', '=', accountId),
  () => sql`coalesce(work_orders.handler_id, work_orders.creator_id) = ${accountId}`,
]

/** And those it handled before somebody else did. */
const pastOf = (accountId: string) => (eb: Orders) =>
  eb
    .selectFrom('workOrderPastHandlers')
    .select('workOrderPastHandlers.workOrderId')
    .where('workOrderPastHandlers.accountId', '=', accountId)

export const visibleTo =
  (viewer: Viewer): Condition =>
  (eb) => {
    if (viewer === null) return eb.val(true)
    const { accountId } = viewer
    const past = pastOf(accountId)(eb).whereRef(
      'workOrderPastHandlers.workOrderId',
      '=',
      'workOrders.id',
    )
    return eb.or([...viewerArms(accountId).map((arm) => arm(eb)), eb.exists(past)])
  }

const sortColumns = { created: 'workOrders.createdAt', updated: 'workOrders.updatedAt' } as const

/** What a filter asks besides search and visibility. */
export const plainConditions =
  ({ status, handlerId, businessTypeId, from, to, sort }: OrderFilter): Condition =>
  (eb) => {
    const column = sortColumns[sort]
    const asked: Expression<SqlBool>[] = []
    if (status !== null) asked.push(eb('workOrders.status', '=', status))
    if (handlerId !== null)
      asked.push(sql`coalesce(work_orders.handler_id, work_orders.creator_id) = ${handlerId}`)
    if (businessTypeId !== null) {
      const items = eb.selectFrom('businessItems').select('id').where('typeId', '=', businessTypeId)
      asked.push(sql`work_orders.item_id = any(array${items})`)
    }
    if (from !== null) asked.push(eb(column, '>=', from))
    if (to !== null) asked.push(eb(column, '<', to))
    return eb.and(asked)
  }

export const searched =
  (terms: SearchTerms | null): Condition =>
  (eb) =>
    terms === null ? eb.val(true) : eb.or(searchArms(terms).map((arm) => arm.condition(eb)))

/** Ids of orders, by one index each. */
type Source = ReturnType<typeof idsWhere>

const idsWhere = (db: DbOrTx, condition: Condition) =>
  db.selectFrom('workOrders').select('workOrders.id').where(condition)

/** The orders of each meaning of a search; an order may be in more than one. */
export const searchSources = (db: DbOrTx, terms: SearchTerms): Source[] =>
  searchArms(terms).map((arm) => idsWhere(db, arm.condition))

/**
 * The orders that a search means and `condition` leaves, up to `limit` of each meaning; an order may be in
 * more than one source. Read along the index: a scan of the table might meet the first one at its end.
 */
export const boundedSearch = (
  db: DbOrTx,
  terms: SearchTerms,
  condition: Condition,
  limit: number,
): Source[] =>
  searchArms(terms).map((arm) =>
    idsWhere(db, arm.condition).where(condition).orderBy(arm.sortedBy).limit(limit),
  )

/** The orders that an account sees, each order in one source only, so that a count may stop early. */
export function viewerSources(db: DbOrTx, accountId: string): Source[] {
  const arms: Condition[] = [
    ...viewerArms(accountId),
    (eb) => eb('workOrders.id', 'in', pastOf(accountId)(eb)),
  ]
  return arms.map((arm, index) =>
    idsWhere(db, (eb) => {
      const earlier = arms.slice(0, index).map((each) => each(eb))
      return earlier.length === 0 ? arm(eb) : eb.and([arm(eb), eb.not(eb.or(earlier))])
    }),
  )
}

export const unionOf = (sources: readonly Source[]) =>
  sql<{ id: string }>`${sql.join(sources, sql` union all `)}`

/**
 * Up to so many orders are fetched whole and sorted; where there are more they lie close enough in the
 * order of the list to be met on the way through it.
 */
const fewOrders = 4_000

/** Whether these are few together. */
export async function areFew(
  db: DbOrTx,
  sources: readonly Source[],
  limit = fewOrders,
): Promise<boolean> {
  const bounded = sources.map((source) => source.limit(limit + 1))
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (${unionOf(bounded)} limit ${limit + 1}) as found`.execute(
    db,
  )
  return (rows[0]?.count ?? 0) <= limit
}

/** The ids to begin with where search or visibility leave only a few orders; null where neither does. */
export async function fewSources(
  db: DbOrTx,
  { viewer, search }: Pick<OrderFilter, 'viewer' | 'search'>,
): Promise<readonly Source[] | null> {
  const ways = [
    ...(search === null ? [] : [searchSources(db, search)]),
    ...(viewer === null ? [] : [viewerSources(db, viewer.accountId)]),
  ]
  for (const sources of ways) if (await areFew(db, sources)) return sources
  return null
}
