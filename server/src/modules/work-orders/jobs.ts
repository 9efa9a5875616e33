import { z } from 'zod'
import type { AppContext } from '../../context.ts'
import { defineJob } from '../../platform/jobs/jobs.ts'
import { fillInIndexes } from './fill-in-indexes.ts'

export const jobs = [
  defineJob('work-orders.fill-in-indexes', z.object({}), (ctx: AppContext) => fillInIndexes(ctx)),
]
