import { system } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import type { Tx } from '../../database.ts'
import { AppError } from '../../platform/app-error.ts'
import { sameSecret } from '../../platform/crypto/tokens.ts'
import { audit } from '../audit/service.ts'
import { tellOrderPage } from '../work-orders/tell.ts'
import type { SmsReport } from './port.ts'
import { lockUnreported, markReported, unreportedCarrierId } from './repository.ts'

/** Records how messages fared. The first report of a message counts; ids that are not ours are left alone. */
async function applyReports(ctx: AppContext, reports: readonly SmsReport[]): Promise<void> {
  const byId = new Map(reports.map((report) => [report.carrierId, report]))
  if (byId.size === 0) return
  await ctx.db.transaction().execute(async (tx) => {
    for (const message of await lockUnreported(tx, [...byId.keys()])) {
      const { id, kind, workOrderId, carrierId } = message
      const { failure, code } = byId.get(carrierId ?? '') ?? { failure: 'unknown', code: null }
      await markReported(tx, id, failure)
      await audit(tx, system, failure === null ? 'sms.delivered' : 'sms.undelivered', {
        workOrderId,
        targetId: id,
        details: failure === null ? { kind } : { kind, failure, code },
      })
      // As with sending: the order's own row stays as it is.
      if (workOrderId) await tellOrderPage(tx, workOrderId)
    }
  })
}

/** What a carrier posts to us. Throws `not_found` unless the address holds SMS_REPORT_TOKEN. */
export async function takePostedReports(
  ctx: AppContext,
  token: string,
  reports: readonly SmsReport[],
): Promise<void> {
  const { reportToken } = ctx.config.sms
  if (reportToken === null || !sameSecret(token, reportToken)) throw new AppError('not_found')
  await applyReports(ctx, reports)
}

interface Question {
  readonly messageId: string
  /** Its number among the carrier's `askAfterSeconds`. */
  readonly question: number
}

/** Plans the next question after a message's report, while the carrier knows one. */
export async function askLater(
  ctx: AppContext,
  tx: Tx,
  { messageId, question }: Question,
): Promise<void> {
  const seconds = ctx.sms.askAfterSeconds[question]
  if (seconds === undefined) return
  const runAt = new Date(Date.now() + seconds * 1000)
  const payload = { messageId, question }
  await ctx.jobs.enqueue(tx, 'sms.ask-report', payload, { runAt, maxAttempts: 3 })
}

/** Asks the carrier for a report that nobody brought so far. */
export async function askForReport(
  ctx: AppContext,
  { messageId, question }: Question,
): Promise<void> {
  const carrierId = await unreportedCarrierId(ctx.db, messageId)
  if (carrierId === undefined) return
  await applyReports(ctx, await ctx.sms.reports(carrierId))
  if ((await unreportedCarrierId(ctx.db, messageId)) === undefined) return
  await ctx.db
    .transaction()
    .execute((tx) => askLater(ctx, tx, { messageId, question: question + 1 }))
}
