import { z } from 'zod'
import type { AppContext } from '../../context.ts'
import { defineJob } from '../../platform/jobs/jobs.ts'
import { continueImport, forgetImport } from './import-run.ts'

const payload = z.object({ importId: z.uuid() })

export const jobs = [
  defineJob('account.import', payload, (ctx: AppContext, { importId }) =>
    continueImport(ctx, importId),
  ),
  defineJob('account.forget-import', payload, (ctx: AppContext, { importId }) =>
    forgetImport(ctx, importId),
  ),
]
