import type { AppContext } from '../../context.ts'
import type { Tx } from '../../database.ts'
import type { CallRow } from './repository.ts'

/** Whose leg this was takes no part any more: after the commit it is closed at the call's host. Nothing for null. */
export async function closeLegLater(
  ctx: Pick<AppContext, 'jobs'>,
  tx: Tx,
  call: Pick<CallRow, 'id' | 'mediaHost'>,
  legId: string | null,
): Promise<void> {
  if (legId === null || call.mediaHost === null) return
  await ctx.jobs.enqueue(tx, 'calls.close-leg', { callId: call.id, legId, host: call.mediaHost })
}
