import type { SmsMessage, WorkOrder } from '@veridesk/contract'
import type { AccountActor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import type { DbOrTx, Tx } from '../../database.ts'
import { AppError } from '../../platform/app-error.ts'
import { lockName } from '../../platform/db/lock.ts'
import { newId } from '../../platform/ids.ts'
import { readPart } from '../settings/service.ts'
import { isOrderVisible, seesEveryOrder } from '../work-orders/visibility.ts'
import { compose } from './compose.ts'
import { findLastLink, insertMessage, linksToday, listNewest } from './repository.ts'
import { sealLinkValues } from './url-link.ts'
import { codeValues, type Kind, linkValues, type Values } from './words.ts'

interface Addressee {
  readonly workOrderId: string
  readonly phone: string
}

/** A code may go to a phone of no order. */
interface CodeAddressee {
  readonly workOrderId: string | null
  readonly phone: string
}

/** Hands a message to the job `sms.send` with the caller's transaction. Returns the message's id. */
async function enqueue(
  ctx: AppContext,
  tx: Tx,
  kind: Kind,
  { workOrderId, phone }: CodeAddressee,
  values: Values,
  linkValuesSealed: Buffer | null = null,
): Promise<string> {
  const id = newId()
  const composed = compose(ctx, kind, values)
  await insertMessage(tx, { id, workOrderId, kind, phone, ...composed, linkValuesSealed })
  await ctx.jobs.enqueue(tx, 'sms.send', { messageId: id })
  return id
}

/** Leads the customer into the video session (manual 3.4, 3.5). Returns the message's id. */
export async function enqueueLink(
  ctx: AppContext,
  tx: Tx,
  link: Addressee & { businessType: string; businessItem: string; url: string; hours: number },
): Promise<string> {
  const { value } = await readPart(tx, 'institution')
  const values = linkValues(value, link)
  return enqueue(ctx, tx, 'link', link, values, sealLinkValues(ctx, values, link.hours))
}

/** For a second device in front of the same link, and for a phone that is to be proven. Returns the message's id. */
export async function enqueueCode(
  ctx: AppContext,
  tx: Tx,
  code: CodeAddressee & { code: string; minutes: number },
): Promise<string> {
  const { value } = await readPart(tx, 'institution')
  return enqueue(ctx, tx, 'code', code, codeValues(value, code))
}

/** How the link messages of an order stand; codes are counted apart. */
export async function smsOfOrder(
  ctx: Pick<AppContext, 'config'>,
  db: DbOrTx,
  workOrderId: string,
): Promise<WorkOrder['sms']> {
  const { coolDownSeconds, dailyCap } = (await readPart(db, 'sms')).value
  const last = await findLastLink(db, workOrderId, coolDownSeconds)
  const today = await linksToday(db, workOrderId, ctx.config.timeZone)
  const nextAllowedAt = today.count >= dailyCap ? today.tomorrow : (last?.coolUntil ?? null)
  return {
    lastSentAt: last?.lastSentAt?.toISOString() ?? null,
    lastStatus: last?.status ?? null,
    lastFailure: last?.failure ?? null,
    sentToday: today.count,
    dailyCap,
    nextAllowedAt: nextAllowedAt?.toISOString() ?? null,
  }
}

/**
 * Throws `sms_daily_cap` or `sms_cooling_down` where another link must not be sent to an order's phone now. Until
 * the transaction ends nobody else may ask for the same phone. Whoever calls holds the order's row already; a
 * holder of the phone waits for no row of an order, so that two cannot wait for each other.
 */
export async function assertMaySendLink(
  ctx: AppContext,
  tx: Tx,
  { workOrderId, phone }: Addressee,
): Promise<void> {
  await lockName(tx, `sms to ${phone}`)
  const { sentToday, dailyCap, nextAllowedAt } = await smsOfOrder(ctx, tx, workOrderId)
  if (sentToday >= dailyCap) throw new AppError('sms_daily_cap')
  if (nextAllowedAt !== null) throw new AppError('sms_cooling_down')
}

/**
 * Of the newest 50 messages those of orders that this person may see: they carry the links. Codes to phones of no
 * order are for whoever sees every order. Throws `not_found` with a real carrier.
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
    if (id === null ? seesEveryOrder(actor) : await isOrderVisible(ctx.db, actor, id))
      visible.add(id)
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
