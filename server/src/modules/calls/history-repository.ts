/** 通话历史 over millions of calls: every way into it runs along an index and stops at the page's end. */
import { sql, type RawBuilder } from 'kysely'
import type { DispositionOutcome } from '@veridesk/contract/states'
import type { Db } from '../../database.ts'
import type { Position } from '../../platform/time-cursor.ts'
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

/** Whose calls: everybody's (null), or what one account may see. */
export type HistoryViewer = { readonly accountId: string } | null

export type HistoryCall = Omit<NamedCall, 'insuredName' | 'seatId'> & { readonly at: string }

type Condition = RawBuilder<unknown>

/** Up to so many orders their calls are looked up one order at a time. */
const fewOrders = 1_000

const every = (conditions: readonly Condition[]): Condition =>
  conditions.length === 0 ? sql`true` : sql.join([...conditions], sql` and `)

/** Null where no order's task number begins so. */
async function byTaskNumber(db: Db, search: string): Promise<Condition | null> {
  // The index is of collation "C" (0004-work-orders.sql).
  const begins = (column: string) => sql`${sql.ref(column)} collate "C" ^@ ${search}`
  const { rows } = await sql<{ id: string }>`
    select id from work_orders where ${begins('work_orders.task_number')} limit ${fewOrders + 1}`.execute(
    db,
  )
  if (rows.length === 0) return null
  if (rows.length <= fewOrders)
    return sql`calls.work_order_id = any(${rows.map(({ id }) => id)}::uuid[])`
  return sql`exists (select from work_orders w where w.id = calls.work_order_id and ${begins('w.task_number')})`
}

/** What holds for every call of the page; null where none can be. */
async function conditionsOf(
  db: Db,
  { search, agentId, cancelled, disposition, from, to }: HistoryFilter,
  after: Position | null,
): Promise<Condition[] | null> {
  const conditions: Condition[] = []
  if (search !== undefined) {
    const found = await byTaskNumber(db, search)
    if (found === null) return null
    conditions.push(found)
  }
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

/** The items whose orders this account may see all of. */
async function itemsServedBy(db: Db, accountId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('groupSkills')
    .innerJoin('groupMembers', 'groupMembers.groupId', 'groupSkills.groupId')
    .innerJoin('groups', 'groups.id', 'groupSkills.groupId')
    .select('groupSkills.itemId')
    .distinct()
    .where('groupMembers.accountId', '=', accountId)
    .where('groups.deletedAt', 'is', null)
    .execute()
  return rows.map(({ itemId }) => itemId)
}

const newestFirst = sql`order by calls.queued_at desc, calls.id desc`

/** One way to calls of the page: at most `limit` of them, the newest. */
const lane = (from: Condition, where: readonly Condition[], limit: number) =>
  sql`(select calls.id, calls.queued_at from ${from} where ${every(where)} ${newestFirst} limit ${limit})`

/** The same for each item by itself, so that a rare one is found as soon as a frequent one. */
const lanesOfItems = (
  items: readonly string[],
  from: Condition,
  where: readonly Condition[],
  limit: number,
) =>
  sql`(select found.* from unnest(${items}::uuid[]) item
    cross join lateral ${lane(from, [sql`calls.item_id = item`, ...where], limit)} found)`

const withOrder = sql`calls join work_orders on work_orders.id = calls.work_order_id`

/**
 * What an agent may see (service.ts, isCallVisible): calls of its own; calls of orders whose item it serves,
 * most of which came under that item too; and calls of orders that it created, handled or once answered.
 */
async function lanesOfAgent(
  db: Db,
  accountId: string,
  where: readonly Condition[],
  limit: number,
): Promise<Condition[]> {
  const served = await itemsServedBy(db, accountId)
  const isServed = sql`work_orders.item_id = any(${served}::uuid[])`
  // As the indexes have it: who created or, where there is a handler, handles it.
  const isInvolved = sql`(work_orders.creator_id = ${accountId}
    or coalesce(work_orders.handler_id, work_orders.creator_id) = ${accountId})`
  const answered = sql`select own.work_order_id from calls own
    where own.agent_id = ${accountId} and own.answered_at is not null`
  return [
    lane(sql`calls`, [sql`calls.agent_id = ${accountId}`, ...where], limit),
    lanesOfItems(served, withOrder, [isServed, ...where], limit),
    lane(withOrder, [isServed, sql`work_orders.reclassified`, ...where], limit),
    lane(withOrder, [isInvolved, sql`not ${isServed}`, ...where], limit),
    lane(
      withOrder,
      [sql`calls.work_order_id in (${answered})`, sql`not ${isServed}`, ...where],
      limit,
    ),
  ]
}

async function lanesOf(
  db: Db,
  viewer: HistoryViewer,
  filter: HistoryFilter,
  page: { after: Position | null; limit: number },
): Promise<Condition[]> {
  const where = await conditionsOf(db, filter, page.after)
  if (where === null) return []
  const ofType =
    filter.businessTypeId === undefined ? null : await itemsOfType(db, filter.businessTypeId)
  if (viewer !== null) {
    const narrowed =
      ofType === null ? where : [sql`calls.item_id = any(${ofType}::uuid[])`, ...where]
    return lanesOfAgent(db, viewer.accountId, narrowed, page.limit)
  }
  if (ofType !== null) return [lanesOfItems(ofType, sql`calls`, where, page.limit)]
  return [lane(sql`calls`, where, page.limit)]
}

/** Newest first, at most `limit`, after that position. */
export async function selectHistory(
  db: Db,
  viewer: HistoryViewer,
  filter: HistoryFilter,
  page: { after: Position | null; limit: number },
): Promise<HistoryCall[]> {
  const lanes = await lanesOf(db, viewer, filter, page)
  if (lanes.length === 0) return []
  const { rows } = await sql<HistoryCall>`
    with page as (
      select id, queued_at from (${sql.join(lanes, sql` union `)}) found
      order by queued_at desc, id desc limit ${page.limit}
    )
    select calls.id, calls.version, calls.work_order_id, calls.status, calls.queued_at, calls.answered_at,
      calls.ended_at, calls.end_reason, calls.disposition, calls.disposition_reason, calls.disposition_note,
      calls.agent_id, work_orders.task_number, accounts.name as agent_name, clock_timestamp() as now,
      to_char(calls.queued_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at
    from page join calls on calls.id = page.id
    left join work_orders on work_orders.id = calls.work_order_id
    left join accounts on accounts.id = calls.agent_id
    order by page.queued_at desc, page.id desc`.execute(db)
  return rows
}

/** Counted up to `limit`. */
export async function countHistory(
  db: Db,
  viewer: HistoryViewer,
  filter: HistoryFilter,
  limit: number,
): Promise<number> {
  const lanes = await lanesOf(db, viewer, filter, { after: null, limit })
  if (lanes.length === 0) return 0
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (
      select from (${sql.join(lanes, sql` union `)}) found limit ${limit}) counted`.execute(db)
  return rows[0]?.count ?? 0
}
