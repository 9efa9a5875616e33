/** What other modules ask about work orders; the verbs of this module's own routes stand in files of their own. */
import { callableStatuses } from '@veridesk/contract/states'
import type { AccountActor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import type { DbOrTx, Tx } from '../../database.ts'
import { AppError } from '../../platform/app-error.ts'
import { notify } from '../../platform/realtime/bus.ts'
import { contactPhone, isVisible, setHandler, shareWorkOrder } from './repository.ts'
import { changerOf, readerOf } from './rules.ts'

/** Throws `not_found` unless this person may see the order. */
export async function assertVisible(
  db: DbOrTx,
  actor: AccountActor,
  workOrderId: string,
): Promise<void> {
  if (!(await isVisible(db, workOrderId, readerOf(actor)))) throw new AppError('not_found')
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

/** The socket's question about the topic `work-order:<id>`. */
export const mayFollowWorkOrder = (
  ctx: AppContext,
  actor: AccountActor,
  workOrderId: string,
): Promise<boolean> => isVisible(ctx.db, workOrderId, readerOf(actor))

export interface CallableOrder {
  readonly id: string
  readonly version: number
  readonly itemId: string
  readonly taskNumber: string
  /** Manual 3.3: customers can call in. */
  readonly callable: boolean
}

/** An order that a call is made for; it cannot be closed until the transaction ends. Throws `not_found`. */
export async function orderForCall(tx: Tx, id: string): Promise<CallableOrder> {
  const order = await shareWorkOrder(tx, id)
  if (!order) throw new AppError('not_found')
  const { status, ...rest } = order
  return { ...rest, callable: callableStatuses.includes(status) }
}

/** An answered call makes its order 处理中 and the agent its handler (manual 3.3). Throws `order_closed`. */
export async function markAnswered(
  tx: Tx,
  { workOrderId, agentId }: { workOrderId: string; agentId: string },
): Promise<void> {
  const version = await setHandler(tx, workOrderId, agentId)
  if (version === null) throw new AppError('order_closed')
  await tellChange(tx, workOrderId, version)
}

/** Where one-time codes go; never shown to whoever asks for one. */
export const contactPhoneOf = (db: DbOrTx, workOrderId: string): Promise<string> =>
  contactPhone(db, workOrderId)

/** Tells the order's page and the list. */
export async function tellChange(tx: Tx, workOrderId: string, version: number): Promise<void> {
  await notify(tx, `work-order:${workOrderId}`, version)
  await notify(tx, 'work-orders', version)
}
