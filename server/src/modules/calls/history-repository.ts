/** 通话历史 over millions of calls: what matches often is met along the list, what matches seldom is fetched whole. */
import { expressionBuilder, sql, type RawBuilder } from 'kysely'
import type { DispositionOutcome } from '@veridesk/contract/states'
import type { AccountActor } from '../../actor.ts'
import type { Database, Db } from '../../database.ts'
import type { Position } from '../../platform/time-cursor.ts'
import {
  fewVisibleOrders,
  seesEveryOrder,
  visibleOrders,
  isVisibleTo,
} from '../work-orders/visibility.ts'
import type { NamedCall } from './view-repository.ts'

export interface HistoryFilter {
  readonly search?: string | undefined
  readonly agentId?: string | undefined
  readonly businessTypeId?: string | undefined
  readonly cancelled?: boolean | undefined
  readonly disposition?: DispositionOutcome | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

export type HistoryCall = Omit<NamedCall, 'insuredName' | 'seatId' | 'itemId'> & {
  readonly at: string
}

interface Page {
  readonly after: Position | null
  readonly limit: number
}

type Sql = RawBuilder<unknown>

/** Calls of up to so many orders that a search finds are fetched whole, order by order. */
const fewOrders = 10_000
/** So many calls along the list are looked through before that, a few and then more. */
const lookThrough = [2_000, 20_000]

const every = (conditions: readonly Sql[]): Sql =>
  conditions.length === 0 ? sql`true` : sql.join([...conditions], sql` and `)
const newestFirst = sql`order by calls.queued_at desc, calls.id desc`

/** What a call's own row says. */
function ownConditions(
  { agentId, cancelled, disposition, from, to }: HistoryFilter,
  after: Position | null,
): Sql[] {
  const conditions: Sql[] = []
  if (agentId !== undefined)
    conditions.push(sql`calls.agent_id = ${agentId} and calls.answered_at is not null`)
  if (cancelled !== undefined)
    conditions.push(
      cancelled
        ? sql`calls.ended_at is not null and calls.answered_at is null`
        : sql`(calls.ended_at is null or calls.answered_at is not null)`,
    )
  if (disposition !== undefined) conditions.push(sql`calls.disposition = ${disposition}`)
  if (from !== undefined) conditions.push(sql`calls.queued_at >= ${new Date(from)}`)
  if (to !== undefined) conditions.push(sql`calls.queued_at < ${new Date(to)}`)
  if (after !== null)
    conditions.push(
      sql`(calls.queued_at, calls.id) < (${after.at}::timestamptz, ${after.id}::uuid)`,
    )
  return conditions
}

async function itemsOfType(db: Db, typeId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('businessItems')
    .select('id')
    .where('typeId', '=', typeId)
    .execute()
  return rows.map(({ id }) => id)
}

/** The index is of collation "C" (0004-work-orders.sql). */
const begins = (search: string): Sql => sql`work_orders.task_number collate "C" ^@ ${search}`

async function areFew(db: Db, search: string): Promise<boolean> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (
      select from work_orders where ${begins(search)} limit ${fewOrders + 1}) found`.execute(db)
  return (rows[0]?.count ?? 0) <= fewOrders
}

/** A question as it is asked of the database. */
interface Asked {
  readonly own: readonly Sql[]
  /** Of the type that is asked for; null: any. */
  readonly items: readonly string[] | null
  /** What the call's order must be like. */
  readonly ofOrder: readonly Sql[]
}

/** The newest calls whose own row matches, item by item where a type is asked for: a rare one is found at once. */
function along({ own, items }: Asked, limit: number): Sql {
  const lane = (where: readonly Sql[]) =>
    sql`select calls.* from calls where ${every(where)} ${newestFirst} limit ${limit}`
  if (items === null) return lane(own)
  return sql`select calls.* from unnest(${items}::uuid[]) item
    cross join lateral (${lane([sql`calls.item_id = item`, ...own])}) calls ${newestFirst} limit ${limit}`
}

/** `offset 0`: PostgreSQL finds these first and does not look for them along the list. */
const fetched = (from: Sql, { own, items, ofOrder }: Asked): Sql => {
  const ofType = items === null ? [] : [sql`calls.item_id = any(${items}::uuid[])`]
  return sql`select calls.* from ${from} where ${every([...own, ...ofType, ...ofOrder])} offset 0`
}

const withOrder = sql`calls left join work_orders on work_orders.id = calls.work_order_id`

/** `offset 0`: order by order along the index, as is right where they are few. Else PostgreSQL knows best. */
const callsOf = (orders: Sql, few: boolean): Sql =>
  few
    ? sql`${orders} cross join lateral (
        select calls.* from calls where calls.work_order_id = work_orders.id offset 0) calls`
    : sql`${orders} join calls on calls.work_order_id = work_orders.id`

/** Every match of a search. */
const foundCalls = (asked: Asked, search: string, few: boolean): Sql =>
  fetched(
    callsOf(sql`(select * from work_orders where ${begins(search)} offset 0) work_orders`, few),
    asked,
  )

/** Every match among the calls that an agent may see: its own, and those of its orders. */
function seenCalls(asked: Asked, accountId: string, orders: Sql, few: boolean, limit: number): Sql {
  const isOwn = sql`calls.agent_id = ${accountId}`
  const own = along({ ...asked, own: [isOwn, ...asked.own] }, limit)
  const ofOrders = fetched(callsOf(sql`(${orders}) work_orders`, few), { ...asked, ofOrder: [] })
  return sql`(${own}) union (
    select calls.* from (${ofOrders}) calls ${newestFirst} limit ${limit})`
}

/** Runs the query that a source of calls leads to. */
async function read(db: Db, source: Sql, limit: number): Promise<HistoryCall[]> {
  const { rows } = await sql<HistoryCall>`
    with page as (select calls.* from (${source}) calls ${newestFirst} limit ${limit})
    select page.id, page.version, page.work_order_id, page.status, page.queued_at, page.answered_at,
      page.ended_at, page.end_reason, page.disposition, page.disposition_reason, page.disposition_note,
      page.agent_id, work_orders.task_number, accounts.name as agent_name, clock_timestamp() as now,
      to_char(page.queued_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at
    from page
    left join work_orders on work_orders.id = page.work_order_id
    left join accounts on accounts.id = page.agent_id
    order by page.queued_at desc, page.id desc`.execute(db)
  return rows
}

async function askedOf(
  db: Db,
  actor: AccountActor,
  filter: HistoryFilter,
  after: Position | null,
): Promise<Asked> {
  const { search, businessTypeId } = filter
  const ofOrder = search === undefined ? [] : [begins(search)]
  if (!seesEveryOrder(actor)) {
    const visible = isVisibleTo(actor)(expressionBuilder<Database, 'workOrders'>())
    ofOrder.push(sql`(calls.agent_id = ${actor.accountId} or ${visible})`)
  }
  return {
    own: ownConditions(filter, after),
    items: businessTypeId === undefined ? null : await itemsOfType(db, businessTypeId),
    ofOrder,
  }
}

/** Newest first, at most `limit`, after that position: what this person may see of it. */
export async function selectHistory(
  db: Db,
  actor: AccountActor,
  filter: HistoryFilter,
  { after, limit }: Page,
): Promise<HistoryCall[]> {
  const { search } = filter
  const asked = await askedOf(db, actor, filter, after)
  if (asked.ofOrder.length === 0) return read(db, along(asked, limit), limit)
  const orders = search === undefined ? await fewVisibleOrders(db, actor) : null
  const few = search === undefined ? orders !== null : await areFew(db, search)
  for (const length of few ? [] : lookThrough) {
    const looked = sql`select calls.* from (${along(asked, length)}) calls
      left join work_orders on work_orders.id = calls.work_order_id where ${every(asked.ofOrder)}`
    const found = await read(db, looked, limit)
    if (found.length === limit) return found
  }
  if (search !== undefined) return read(db, foundCalls(asked, search, few), limit)
  const seen = orders ?? visibleOrders(db, actor)
  return read(db, seenCalls(asked, actor.accountId, seen, few, limit), limit)
}

/** Counted up to `limit`. */
export async function countHistory(
  db: Db,
  actor: AccountActor,
  filter: HistoryFilter,
  limit: number,
): Promise<number> {
  const asked = await askedOf(db, actor, filter, null)
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (${fetched(withOrder, asked)} limit ${limit}) found`.execute(db)
  return rows[0]?.count ?? 0
}
