import { z } from 'zod'
import type { AppContext } from '../../context.ts'
import { defineJob } from '../../platform/jobs/jobs.ts'
import { deliver } from './deliver.ts'

export const jobs = [
  defineJob('sms.send', z.object({ messageId: z.uuid() }), (ctx: AppContext, { messageId }) =>
    deliver(ctx, messageId),
  ),
]
