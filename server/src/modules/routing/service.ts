/** Routing: woken whenever a call, an agent or a skill changed, and by the clock. */
import type { AppContext } from '../../context.ts'
import { coalesced } from '../../platform/coalesced.ts'
import { assignWaiting } from './assign.ts'
import { databaseNow } from './overdue-repository.ts'
import { sweep } from './sweep.ts'

const sweepEveryMs = 1_000

/**
 * Assigns waiting calls at every wake-up and sweeps what is overdue every second, until stopped. Any
 * number of processes may do so on one database.
 */
export function startRouting(ctx: AppContext): { stop(): Promise<void> } {
  const failed = (step: string) => (cause: unknown) =>
    ctx.log.error({ err: cause, step }, 'routing')
  let since: string | null = null
  const assigning = coalesced(async () => {
    await assignWaiting(ctx)
  }, failed('assign'))
  const sweeping = coalesced(async () => {
    since ??= await databaseNow(ctx.db)
    await sweep(ctx, since)
    assigning.wake()
  }, failed('sweep'))
  const stopListening = ctx.bus.onNotification(({ topic }) => {
    if (topic === 'routing') assigning.wake()
  })
  const timer = setInterval(() => sweeping.wake(), sweepEveryMs)
  sweeping.wake()
  return {
    async stop() {
      clearInterval(timer)
      stopListening()
      await sweeping.idle()
      await assigning.idle()
    },
  }
}
