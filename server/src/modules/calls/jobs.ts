import { z } from 'zod'
import type { AppContext } from '../../context.ts'
import { MediaEngineError } from '../../platform/media/port.ts'
import { defineJob } from '../../platform/jobs/jobs.ts'

/** Closes a leg whose participant moved to another device; a leg that is gone already is closed. */
const closeLeg = defineJob(
  'calls.close-leg',
  z.object({ callId: z.uuid(), legId: z.uuid(), host: z.string() }),
  async (ctx: AppContext, { callId, legId, host }) => {
    try {
      await ctx.media.closeLeg({ host, callId, legId })
    } catch (cause) {
      const gone = cause instanceof MediaEngineError && cause.code.startsWith('no_such_')
      if (!gone) throw cause
    }
  },
)

export const jobs = [closeLeg]
