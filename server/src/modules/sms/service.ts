import type { SmsMessage, WorkOrder } from '@veridesk/contract'
import type { AccountActor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import type { DbOrTx, Tx } from '../../database.ts'
import { AppError } from '../../platform/app-error.ts'
import { newId } from '../../platform/ids.ts'
import { isOrderVisible } from '../work-orders/visibility.ts'
import { findLastLink, insertMessage, listNewest } from './repository.ts'

/** Hands a message to the job `sms.send` with the caller's transaction. Returns the message's id. */
export async function enqueueSms(
  ctx: AppContext,
  tx: Tx,
  message: { workOrderId: string; kind: 'link' | 'code'; phone: string; text: string },
): Promise<string> {
  const id = newId()
  const { workOrderId, kind, phone, text } = message
  await insertMessage(tx, { id, workOrderId, kind, phone, textSealed: ctx.messageTexts.seal(text) })
  await ctx.jobs.enqueue(tx, 'sms.send', { messageId: id })
  return id
}

/** How the link messages of an order stand. */
export async function smsOfOrder(
  db: DbOrTx,
  workOrderId: string,
  coolDownSeconds: number,
): Promise<WorkOrder['sms']> {
  const last = await findLastLink(db, workOrderId, coolDownSeconds)
  return {
    lastSentAt: last?.lastSentAt?.toISOString() ?? null,
    lastStatus: last?.status ?? null,
    nextAllowedAt: last?.nextAllowedAt?.toISOString() ?? null,
  }
}

/**
 * Of the newest 50 messages those of orders that this person may see: they carry the links. Throws
 * `not_found` with a real carrier.
 */
export async function readOutbox({
  ctx,
  actor,
}: {
  ctx: AppContext
  actor: AccountActor
}): Promise<SmsMessage[]> {
  if (!ctx.sms.simulated) throw new AppError('not_found')
  const rows = await listNewest(ctx.db, 50)
  const orders = [...new Set(rows.map((row) => row.workOrderId))]
  const visible = new Set<string | null>()
  for (const id of orders)
    if (id !== null && (await isOrderVisible(ctx.db, actor, id))) visible.add(id)
  const shown = rows.filter((row) => visible.has(row.workOrderId))
  return shown.map((row) => ({
    id: row.id,
    phone: row.phone,
    text: ctx.messageTexts.open(row.textSealed),
    kind: row.kind,
    status: row.status,
    taskNumber: row.taskNumber,
    createdAt: row.createdAt.toISOString(),
  }))
}
