import type { z } from 'zod'
import type {
  WorkOrderCounts,
  workOrderCountsQuery,
  workOrderPage,
  workOrderQuery,
} from '@veridesk/contract'
import { workOrderStatuses } from '@veridesk/contract/states'
import type { AccountActor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import { decodePosition, encodePosition } from '../../platform/time-cursor.ts'
import { countByStatus, listWorkOrders } from './list-repository.ts'
import { orderFilter } from './order-filter.ts'
import { presentRow } from './present.ts'

/**
 * The orders that this person sees, masked, newest first unless asked otherwise. Throws `invalid_input`
 * for a foreign cursor or a period the wrong way round.
 */
export async function listOrders({
  ctx,
  actor,
  input,
}: {
  ctx: AppContext
  actor: AccountActor
  input: z.output<typeof workOrderQuery>
}): Promise<z.output<typeof workOrderPage>> {
  const { cursor, limit, sort, ascending = false } = input
  const found = await listWorkOrders(ctx.db, orderFilter(ctx, actor, input), {
    sort,
    ascending,
    after: cursor === undefined ? null : decodePosition(cursor),
    limit: limit + 1,
  })
  const page = found.slice(0, limit)
  const last = page.at(-1)
  const nextCursor =
    last && found.length > limit ? encodePosition({ at: last.sortedAt, id: last.id }) : null
  return { items: page.map(presentRow), nextCursor }
}

/** Exact counts cost a scan of everything: above this they are a floor (findings.md, "Database"). */
const countLimit = 1_000

const upToLimit = (counted: number) => ({
  value: Math.min(counted, countLimit),
  capped: counted > countLimit,
})

/** How many of the orders that this person sees have each status, under the list's own filter. */
export async function countOrders({
  ctx,
  actor,
  input,
}: {
  ctx: AppContext
  actor: AccountActor
  input: z.output<typeof workOrderCountsQuery>
}): Promise<WorkOrderCounts> {
  const counted = await countByStatus(ctx.db, orderFilter(ctx, actor, input), countLimit + 1)
  return {
    all: upToLimit(workOrderStatuses.reduce((sum, status) => sum + counted[status], 0)),
    pending: upToLimit(counted.pending),
    processing: upToLimit(counted.processing),
    completed: upToLimit(counted.completed),
    revoked: upToLimit(counted.revoked),
  }
}
