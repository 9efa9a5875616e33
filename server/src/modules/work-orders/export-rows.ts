/** The list for a file: all of it, in batches. */
import type { WorkOrderRow } from '@veridesk/contract'
import type { AccountActor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import type { Position } from '../../platform/time-cursor.ts'
import { countMatching, listWorkOrders } from './list-repository.ts'
import { orderFilter, type AskedFilter } from './order-filter.ts'
import { presentRow } from './present.ts'

const batchSize = 500

/**
 * Every order of the list that `actor` would see with this filter, masked as there, 500 rows a batch.
 * Newest created first whatever the filter sorts by: an order that is edited meanwhile keeps its place, and
 * is neither missed nor met twice. Throws `invalid_input` as the list does.
 */
export async function* workOrderExportRows(
  ctx: Pick<AppContext, 'db' | 'blindIndexes'>,
  actor: AccountActor,
  asked: AskedFilter,
): AsyncGenerator<WorkOrderRow[]> {
  const filter = orderFilter(ctx, actor, asked)
  let after: Position | null = null
  for (;;) {
    const page = { sort: 'created', ascending: false, after, limit: batchSize } as const
    const rows: Awaited<ReturnType<typeof listWorkOrders>> = await listWorkOrders(
      ctx.db,
      filter,
      page,
    )
    if (rows.length > 0) yield rows.map(presentRow)
    const last = rows.at(-1)
    if (!last || rows.length < batchSize) return
    after = { at: last.sortedAt, id: last.id }
  }
}

/** How many rows `workOrderExportRows` would give now, exactly. */
export const countWorkOrders = (
  ctx: Pick<AppContext, 'db' | 'blindIndexes'>,
  actor: AccountActor,
  asked: AskedFilter,
): Promise<number> => countMatching(ctx.db, orderFilter(ctx, actor, asked))
