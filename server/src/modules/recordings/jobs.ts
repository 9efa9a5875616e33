import { z } from 'zod'
import { defineJob } from '../../platform/jobs/jobs.ts'
import { collect } from './collect.ts'

export const jobs = [
  defineJob('recordings.collect', z.object({ callId: z.uuid(), host: z.string() }), collect),
]
