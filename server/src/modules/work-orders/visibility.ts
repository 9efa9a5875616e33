/** Which orders a person may see and change. */
import type { AccountActor } from '../../actor.ts'
import type { DbOrTx } from '../../database.ts'
import { AppError } from '../../platform/app-error.ts'
import { isVisible } from './repository.ts'
import { changerOf, readerOf } from './rules.ts'

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
