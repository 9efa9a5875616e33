import type { AppContext } from '../../context.ts'
import type { DbOrTx, Tx } from '../../database.ts'
import { AppError } from '../../platform/app-error.ts'
import { collectLater } from './collect-later.ts'
import { countAwaited, insertHost, setHostCollected } from './host-repository.ts'
import { countLiveCalls, hasLegUp, setHost } from './leg-repository.ts'
import { findCall, lockCall, setCollected, type CallRow } from './repository.ts'
import { fewestCalls } from './rules.ts'
import { tellCall } from './tell.ts'

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
    await insertHost(tx, callId, next)
    if (call.mediaHost !== null) await collectLater(ctx, tx, callId, call.mediaHost)
    return true
  })
  // Otherwise another request moved it first.
  return moved ? next : ((await findCall(ctx.db, callId))?.mediaHost ?? next)
}

const hasLeft = (call: CallRow, host: string): boolean =>
  call.status === 'ended' || call.mediaHost !== host

/** Whether this call is over on this host: by its end, or because it moved on. */
export async function hasLeftHost(db: DbOrTx, callId: string, host: string): Promise<boolean> {
  const call = await findCall(db, callId)
  return call !== undefined && hasLeft(call, host)
}

/**
 * What this host had of the call is in the database now; once that is so for every host of an ended
 * call, its recordings are collected. Nothing where the call came back to the host meanwhile.
 */
export async function hostCollected(tx: Tx, callId: string, host: string): Promise<void> {
  // Locked: of two hosts collected at once, one must see the other.
  const call = await lockCall(tx, callId)
  if (!call || !hasLeft(call, host)) return
  await setHostCollected(tx, callId, host)
  if (call.status !== 'ended' || (await countAwaited(tx, callId)) > 0) return
  await setCollected(tx, callId)
  await tellCall(tx, callId)
}

/** How many media hosts still have files of this call that are not in the database. */
export const awaitedHosts = (db: DbOrTx, callId: string): Promise<number> =>
  countAwaited(db, callId)
