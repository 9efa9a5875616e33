import type { AppContext } from '../../context.ts'
import { system } from '../../actor.ts'
import { audit } from '../audit/service.ts'
import { SmsRefused } from './port.ts'
import { tellOrderPage } from '../work-orders/tell.ts'
import { findQueued, markFailed, markSent } from './repository.ts'
import { giveUpAfterMinutes } from './rules.ts'

type Outcome = { readonly carrierId: string } | { readonly failure: string }

type Queued = NonNullable<Awaited<ReturnType<typeof findQueued>>>

/** Throws what may pass, so that the job is run again, until the message is too old to help. */
async function handOver(ctx: AppContext, message: Queued): Promise<Outcome> {
  const text = ctx.messageTexts.open(message.textSealed)
  try {
    return await ctx.sms.send({ phone: message.phone, text })
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    if (cause instanceof SmsRefused) return { failure: reason }
    if (message.ageMinutes < giveUpAfterMinutes[message.kind]) throw cause
    return { failure: `given up: ${reason}` }
  }
}

/**
 * Hands one queued message to the carrier and records the outcome; a settled one is left alone. A crash
 * between the two sends it twice: carriers take no key that would prevent it.
 */
export async function deliver(ctx: AppContext, messageId: string): Promise<void> {
  const message = await findQueued(ctx.db, messageId)
  if (!message) return
  const outcome = await handOver(ctx, message)
  await ctx.db.transaction().execute(async (tx) => {
    const sent = 'carrierId' in outcome
    const settled = sent
      ? await markSent(tx, messageId, outcome.carrierId)
      : await markFailed(tx, messageId, outcome.failure)
    if (!settled) return
    const { workOrderId, kind } = message
    await audit(tx, system, sent ? 'sms.sent' : 'sms.failed', {
      workOrderId,
      targetId: messageId,
      details: { kind },
    })
    // The order itself did not change, so its version stays: a person about to revoke it is not refused.
    if (workOrderId) await tellOrderPage(tx, workOrderId)
  })
}
