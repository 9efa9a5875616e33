/** 通话历史 (manual 3.16): the list, and the rows of its export. */
import type { z } from 'zod'
import { rightWay } from '@veridesk/contract'
import type { CallRecord, callPage, callQuery } from '@veridesk/contract/calls'
import type { AccountActor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import { AppError } from '../../platform/app-error.ts'
import { decodePosition, encodePosition, type Position } from '../../platform/time-cursor.ts'
import {
  countHistory,
  selectHistory,
  type HistoryCall,
  type HistoryFilter,
} from './history-repository.ts'
import { presentRecord } from './view.ts'

export type { HistoryFilter }

/** Throws `invalid_input` for a period the wrong way round. */
function assertRightWay(filter: HistoryFilter): void {
  if (!rightWay(filter))
    throw new AppError('invalid_input', { fields: [{ path: 'to', message: 'not after from' }] })
}

/**
 * One page, newest first: an agent's own calls and those of the orders it may see, everybody's for who reads
 * everything. Throws `invalid_input` for a period the wrong way round and for a foreign cursor.
 */
export async function callHistory({
  ctx,
  actor,
  query: { cursor, limit, ...filter },
}: {
  ctx: Pick<AppContext, 'db'>
  actor: AccountActor
  query: z.output<typeof callQuery>
}): Promise<z.output<typeof callPage>> {
  assertRightWay(filter)
  const after = cursor === undefined ? null : decodePosition(cursor)
  const page = { after, limit: limit + 1 }
  const found = await selectHistory(ctx.db, actor, filter, page)
  const items = found.slice(0, limit)
  const last = items.at(-1)
  return {
    items: items.map(presentRecord),
    nextCursor: last && found.length > limit ? encodePosition(last) : null,
  }
}

/** How many calls this person would find, counted up to `limit`. */
export const countCalls = (
  { db }: Pick<AppContext, 'db'>,
  actor: AccountActor,
  filter: HistoryFilter,
  limit: number,
): Promise<number> => countHistory(db, actor, filter, limit)

/** The same calls in batches, newest first. */
export async function* callBatches(
  { db }: Pick<AppContext, 'db'>,
  actor: AccountActor,
  filter: HistoryFilter,
  batch: number,
): AsyncGenerator<CallRecord[]> {
  let after: Position | null = null
  do {
    const page: { after: Position | null; limit: number } = { after, limit: batch }
    const found: HistoryCall[] = await selectHistory(db, actor, filter, page)
    if (found.length > 0) yield found.map(presentRecord)
    after = found.length < batch ? null : (found.at(-1) ?? null)
  } while (after !== null)
}
