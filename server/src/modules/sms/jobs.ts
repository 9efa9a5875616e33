import { z } from 'zod'
import type { AppContext } from '../../context.ts'
import { defineJob } from '../../platform/jobs/jobs.ts'
import { deliver } from './deliver.ts'
import { askForReport } from './reports.ts'

const messageId = z.uuid()

export const jobs = [
  defineJob('sms.send', z.object({ messageId }), (ctx: AppContext, payload) =>
    deliver(ctx, payload.messageId),
  ),
  defineJob(
    'sms.ask-report',
    z.object({ messageId, question: z.int().nonnegative() }),
    (ctx: AppContext, payload) => askForReport(ctx, payload),
  ),
]
