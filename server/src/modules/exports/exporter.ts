/** Makes the files that were asked for, one at a time in each process, and removes those whose time is over. */
import { system } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import { coalesced } from '../../platform/coalesced.ts'
import { notify } from '../../platform/realtime/bus.ts'
import { audit } from '../audit/service.ts'
import { deleteExport, lockExpired } from './repository.ts'
import { storedName } from './rules.ts'
import { claimNext, runExport } from './run.ts'

const lookEveryMs = 5_000

/** Deletes one expired export with its file. False where there is none. */
async function deleteExpired(ctx: AppContext): Promise<boolean> {
  return ctx.db.transaction().execute(async (tx) => {
    const expired = await lockExpired(tx)
    if (!expired) return false
    if (expired.runId !== null) await ctx.storage.removePassing(storedName(expired.runId))
    await deleteExport(tx, expired.id)
    await audit(tx, system, 'export.delete', { targetId: expired.id })
    await notify(tx, `export:${expired.id}`, 0)
    return true
  })
}

/** Removes every export whose time is over. */
export async function sweepExports(ctx: AppContext): Promise<void> {
  while (await deleteExpired(ctx));
}

/** Works until stopped: when asked, and every few seconds for what a dead process left. */
export function startExporter(ctx: AppContext): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const working = coalesced(
    async () => {
      await sweepExports(ctx)
      for (;;) {
        const run = stopping.signal.aborted ? null : await claimNext(ctx)
        if (!run) return
        await runExport(ctx, run, stopping.signal)
      }
    },
    (cause) => ctx.log.error({ err: cause }, 'export'),
  )
  const stopListening = ctx.bus.onNotification(({ topic }) => {
    if (topic === 'exports') working.wake()
  })
  const timer = setInterval(() => working.wake(), lookEveryMs)
  working.wake()
  return {
    async stop() {
      stopping.abort()
      clearInterval(timer)
      stopListening()
      await working.idle()
    },
  }
}
