/** Which orders a person may see and change. */
import type { AccountActor } from '../../actor.ts'
import type { DbOrTx } from '../../database.ts'
import { AppError } from '../../platform/app-error.ts'
import { isVisible } from './repository.ts'
import { changerOf, readerOf } from './rules.ts'
import { fewSources, unionOf, viewerSources, visibleTo } from './scope-repository.ts'

/** False also for an order that does not exist. */
export const isOrderVisible = (
  db: DbOrTx,
  actor: AccountActor,
  workOrderId: string,
): Promise<boolean> => isVisible(db, workOrderId, readerOf(actor))

/** Throws `not_found` unless this person may see the order. */
export async function assertVisible(
  db: DbOrTx,
  actor: AccountActor,
  workOrderId: string,
): Promise<void> {
  if (!(await isOrderVisible(db, actor, workOrderId))) throw new AppError('not_found')
}

/** Throws `not_found` unless this person may see the order, `forbidden` where it may do no more than that. */
export async function assertChangeable(
  db: DbOrTx,
  actor: AccountActor,
  workOrderId: string,
): Promise<void> {
  await assertVisible(db, actor, workOrderId)
  if (!(await isVisible(db, workOrderId, changerOf(actor)))) throw new AppError('forbidden')
}

export const seesEveryOrder = (actor: AccountActor): boolean => readerOf(actor) === null

/** For another module's query over `work_orders`: which of them this person sees. */
export const isVisibleTo = (actor: AccountActor) => visibleTo(readerOf(actor))

/** For another module's query: the ids of the orders that an agent sees. */
export const visibleOrders = (db: DbOrTx, actor: AccountActor) =>
  unionOf(viewerSources(db, actor.accountId))

/** The same where they are few; null where they are many. */
export async function fewVisibleOrders(db: DbOrTx, actor: AccountActor) {
  const sources = await fewSources(db, { viewer: readerOf(actor), search: null })
  return sources && unionOf(sources)
}
