import type { z } from 'zod'
import type { WorkOrderCounts, workOrderPage, workOrderQuery } from '@veridesk/contract'
import { workOrderStatuses } from '@veridesk/contract/states'
import type { AccountActor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import { decodeCursor, encodeCursor, wrongCursor } from './cursor.ts'
import { presentRow } from './present.ts'
import { countWorkOrders, listWorkOrders } from './repository.ts'
import { readerOf } from './rules.ts'

/** The orders that this person sees, newest first, masked. Throws `invalid_input` for a foreign cursor. */
export async function listOrders({
  ctx,
  actor,
  input: { status, cursor, limit },
}: {
  ctx: AppContext
  actor: AccountActor
  input: z.output<typeof workOrderQuery>
}): Promise<z.output<typeof workOrderPage>> {
  const found = await listWorkOrders(ctx.db, readerOf(actor), {
    status: status ?? null,
    after: cursor === undefined ? null : decodeCursor(cursor),
    limit: limit + 1,
  })
  if (found === null) throw wrongCursor()
  const items = found.slice(0, limit).map(presentRow)
  const last = items.at(-1)
  return { items, nextCursor: last && found.length > limit ? encodeCursor(last.id) : null }
}

/** Exact counts cost a scan of everything: above this they are a floor (findings.md, "Database"). */
const countLimit = 1_000

const upToLimit = (counted: number) => ({
  value: Math.min(counted, countLimit),
  capped: counted > countLimit,
})

/** How many of the orders that this person sees have each status. */
export async function countOrders({
  ctx,
  actor,
}: {
  ctx: AppContext
  actor: AccountActor
}): Promise<WorkOrderCounts> {
  const counted = await countWorkOrders(ctx.db, readerOf(actor), countLimit + 1)
  return {
    all: upToLimit(workOrderStatuses.reduce((sum, status) => sum + counted[status], 0)),
    pending: upToLimit(counted.pending),
    processing: upToLimit(counted.processing),
    completed: upToLimit(counted.completed),
    revoked: upToLimit(counted.revoked),
  }
}
