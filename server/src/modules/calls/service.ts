/** What the edges and other modules ask about calls; the verbs stand in files of their own. */
import type { AccountActor, SeatActor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import type { DbOrTx, Tx } from '../../database.ts'
import { AppError } from '../../platform/app-error.ts'
import { isOrderVisible } from '../work-orders/visibility.ts'
import { findParticipant } from './leg-repository.ts'
import { findCall, lockActiveCallOf, lockCall, type CallRow } from './repository.ts'
import { itemTopic } from './tell.ts'
import { selectParticipants, selectWaitingItem } from './view-repository.ts'

/** Whether an account may see a call: it rings for it, it answered it, or it may see the order. */
export async function isCallVisible(
  db: DbOrTx,
  actor: AccountActor,
  call: { agentId: string | null; workOrderId: string | null },
): Promise<boolean> {
  if (call.agentId === actor.accountId) return true
  if (call.workOrderId !== null) return isOrderVisible(db, actor, call.workOrderId)
  return actor.role === 'admin' || actor.grants.includes('audit') || actor.grants.includes('review')
}

/** Throws `not_found` where this account may not see the call. */
export async function assertCallVisible(
  db: DbOrTx,
  actor: AccountActor,
  callId: string,
): Promise<void> {
  const call = await findCall(db, callId)
  if (!call || !(await isCallVisible(db, actor, call))) throw new AppError('not_found')
}

/**
 * The actor's own participant in a call, live or ended: a customer takes part from queueing on, an
 * agent while it rings and from answering on. Throws `not_your_call`.
 */
export async function participantIn(
  db: DbOrTx,
  actor: AccountActor | SeatActor,
  call: Pick<CallRow, 'id' | 'seatId' | 'agentId'>,
): Promise<{ id: string; name: string; legId: string | null }> {
  const own =
    actor.kind === 'seat' ? call.seatId === actor.seatId : call.agentId === actor.accountId
  if (!own) throw new AppError('not_your_call')
  const participant = await findParticipant(
    db,
    call.id,
    actor.kind === 'seat' ? { seatId: actor.seatId } : { accountId: actor.accountId },
  )
  if (!participant) throw new AppError('not_your_call')
  return participant
}

/** Whether this person's socket may follow `call:<id>`. */
export async function mayFollowCall(
  ctx: Pick<AppContext, 'db'>,
  actor: AccountActor | SeatActor,
  callId: string,
): Promise<boolean> {
  const call = await findCall(ctx.db, callId)
  if (!call) return false
  return actor.kind === 'seat' ? call.seatId === actor.seatId : isCallVisible(ctx.db, actor, call)
}

/** What tells whoever waits that the queue before it moved: the item of its call; null for all others. */
export async function queueTopicOf(
  ctx: Pick<AppContext, 'db'>,
  actor: AccountActor | SeatActor,
): Promise<string | null> {
  if (actor.kind !== 'seat') return null
  const itemId = await selectWaitingItem(ctx.db, actor.seatId)
  return itemId === null ? null : itemTopic(itemId)
}

export type LockedCall = CallRow

/** The call, its row locked, if it still is as it was seen. */
export async function lockSeen(
  tx: Tx,
  seen: { readonly id: string; readonly version: number },
): Promise<LockedCall | undefined> {
  const call = await lockCall(tx, seen.id)
  return call?.version === seen.version ? call : undefined
}

/** The call that this agent is in, its row locked. */
export const lockCallOfAgent = (tx: Tx, agentId: string): Promise<LockedCall | undefined> =>
  lockActiveCallOf(tx, agentId)

/** Whether somebody of this id is or was in the call. */
export async function isParticipant(
  db: DbOrTx,
  callId: string,
  participantId: string,
): Promise<boolean> {
  return (await selectParticipants(db, callId)).some((each) => each.id === participantId)
}
