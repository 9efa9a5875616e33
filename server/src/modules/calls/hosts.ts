import type { AppContext } from '../../context.ts'
import { AppError } from '../../platform/app-error.ts'
import { collectLater } from './collect-later.ts'
import { countLiveCalls, hasLegUp, setHost } from './leg-repository.ts'
import { findCall } from './repository.ts'
import { fewestCalls } from './rules.ts'

/**
 * The media host of a live call, chosen when its first leg opens. A call whose host went down, which
 * failed its legs, moves to one that is up. Throws `media_unavailable`, `call_ended`.
 */
export async function hostOfCall(
  ctx: Pick<AppContext, 'db' | 'jobs' | 'media'>,
  callId: string,
): Promise<string> {
  const call = await findCall(ctx.db, callId)
  if (!call || call.status === 'ended') throw new AppError('call_ended')
  const hosts = ctx.media.ready()
  if (call.mediaHost !== null) {
    const isUp = hosts.get(call.mediaHost)
    if (isUp) return call.mediaHost
    // Not known to be down yet, as when this process has just begun: somebody may still talk there.
    if (isUp === false && (await hasLegUp(ctx.db, callId))) throw new AppError('media_unavailable')
  }
  const connected = [...hosts].flatMap(([host, isUp]) => (isUp ? [host] : []))
  const next = fewestCalls(connected, await countLiveCalls(ctx.db))
  if (next === null) throw new AppError('media_unavailable')
  const moved = await ctx.db.transaction().execute(async (tx) => {
    if (!(await setHost(tx, callId, call.mediaHost, next))) return false
    if (call.mediaHost !== null) await collectLater(ctx, tx, callId, call.mediaHost)
    return true
  })
  // Otherwise another request moved it first.
  return moved ? next : ((await findCall(ctx.db, callId))?.mediaHost ?? next)
}
