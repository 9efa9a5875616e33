import type { SmsFailure } from '@veridesk/contract'
import { system } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import { audit } from '../audit/service.ts'
import { tellOrderPage } from '../work-orders/tell.ts'
import { SmsNotSent, SmsRefused } from './port.ts'
import { claimQueued, findClaimed, markFailed, markSent, releaseClaim } from './repository.ts'
import { askLater } from './reports.ts'
import { giveUpAfterMinutes, handingOverSeconds } from './rules.ts'
import { chooseLink } from './url-link.ts'

type Outcome = { carrierId: string } | { failure: SmsFailure; code: string | null }

type Claimed = NonNullable<Awaited<ReturnType<typeof claimQueued>>>
type Message = Pick<Claimed, 'id' | 'workOrderId' | 'kind'>

/** Plans another try: after as long as the message has waited, at most five minutes. */
const tryLater = (ctx: AppContext, { id, ageMinutes }: Claimed): Promise<void> =>
  ctx.db.transaction().execute(async (tx) => {
    await releaseClaim(tx, id)
    const seconds = Math.min(Math.max(ageMinutes * 60, 2), 300)
    const runAt = new Date(Date.now() + seconds * 1_000)
    await ctx.jobs.enqueue(tx, 'sms.send', { messageId: id }, { runAt })
  })

/** Null where it surely was not sent and will be tried again, until the message is too old to help. */
async function handOver(ctx: AppContext, message: Claimed): Promise<Outcome | null> {
  const { id, kind, phone, textSealed, parametersSealed } = message
  const template = message.withUrlLink ? 'wechat' : kind
  const text = ctx.messageTexts.open(textSealed)
  const parameters = parametersSealed
    ? (JSON.parse(ctx.messageTexts.open(parametersSealed)) as string[])
    : []
  try {
    return await ctx.sms.send({ id, template, phone, text, parameters })
  } catch (cause) {
    if (cause instanceof SmsRefused) return { failure: cause.failure, code: cause.code }
    if (cause instanceof SmsNotSent && message.ageMinutes < giveUpAfterMinutes[kind]) {
      ctx.log.warn({ err: cause, messageId: id }, 'sms waits for its carrier')
      await tryLater(ctx, message)
      return null
    }
    // Perhaps it was sent: a second one is a person's to send, who is told.
    ctx.log.error({ err: cause, messageId: id }, 'sms given up')
    return { failure: 'carrier-down', code: null }
  }
}

const settle = (ctx: AppContext, { id, kind, workOrderId }: Message, outcome: Outcome) =>
  ctx.db.transaction().execute(async (tx) => {
    const sent = 'carrierId' in outcome
    const settled = sent
      ? await markSent(tx, id, outcome.carrierId)
      : await markFailed(tx, id, outcome.failure)
    if (!settled) return
    await audit(tx, system, sent ? 'sms.sent' : 'sms.failed', {
      workOrderId,
      targetId: id,
      details: sent ? { kind } : { kind, failure: outcome.failure, code: outcome.code },
    })
    if (sent) await askLater(ctx, tx, { messageId: id, question: 0 })
    // The order itself did not change, so its version stays: a person about to revoke it is not refused.
    if (workOrderId) await tellOrderPage(tx, workOrderId)
  })

/**
 * Hands one queued message to the carrier and records the outcome; a settled one is left alone. It is handed over
 * at most once: where a process died over it, nobody knows whether it was sent, and it counts as failed.
 */
export async function deliver(ctx: AppContext, messageId: string): Promise<void> {
  await chooseLink(ctx, messageId)
  const message = await claimQueued(ctx.db, messageId)
  if (message) {
    const outcome = await handOver(ctx, message)
    if (outcome) await settle(ctx, message, outcome)
    return
  }
  const claimed = await findClaimed(ctx.db, messageId)
  if (!claimed) return
  if (claimed.seconds < handingOverSeconds) throw new Error('another process hands it over')
  await settle(ctx, claimed, { failure: 'carrier-down', code: null })
}
