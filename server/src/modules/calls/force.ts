/** What an administrator does to a call that is stuck, from the live board (manual 3.6): always possible, always recorded. */
import type { AccountActor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import type { Tx } from '../../database.ts'
import { AppError } from '../../platform/app-error.ts'
import { newId } from '../../platform/ids.ts'
import { audit } from '../audit/service.ts'
import { finishCall } from './finish.ts'
import { insertContinuation, lockCall, type CallRow } from './repository.ts'
import { requeue } from './requeue.ts'
import { tellBehind, tellCall } from './tell.ts'

interface Force {
  ctx: AppContext
  actor: AccountActor
  callId: string
  /** Kept in the audit log. */
  reason?: string | undefined
}

async function lockLiveCall(tx: Tx, callId: string): Promise<CallRow> {
  const call = await lockCall(tx, callId)
  if (!call) throw new AppError('not_found')
  if (call.status === 'ended') throw new AppError('call_ended')
  return call
}

const record = (
  tx: Tx,
  { actor, reason }: Force,
  action: 'call.force-end' | 'call.force-requeue',
  call: CallRow,
  details: Record<string, unknown> = {},
) =>
  audit(tx, actor, action, {
    callId: call.id,
    workOrderId: call.workOrderId,
    details: { status: call.status, ...(reason === undefined ? {} : { reason }), ...details },
  })

/** 结束 of any live call, whatever its state. Throws `not_found`, `call_ended`. */
export async function forceEnd(force: Force): Promise<void> {
  const { ctx, actor, callId } = force
  await ctx.db.transaction().execute(async (tx) => {
    const call = await lockLiveCall(tx, callId)
    await record(tx, force, 'call.force-end', call)
    await finishCall(ctx, tx, call, { event: 'force-end', reason: 'force-ended' }, actor)
  })
}

/**
 * 重新排队: a ringing call goes back to its place; an active one ends and its customer waits again as a new
 * call in the old place. One that waits already stays as it is. Throws `not_found`, `call_ended`.
 */
export async function forceRequeue(force: Force): Promise<void> {
  const { ctx, actor, callId } = force
  await ctx.db.transaction().execute(async (tx) => {
    const call = await lockLiveCall(tx, callId)
    if (call.status === 'queued') return
    if (await requeue(ctx, tx, call, 'withdrawn', actor)) {
      await record(tx, force, 'call.force-requeue', call)
      return
    }
    await finishCall(ctx, tx, call, { event: 'force-requeue', reason: 'force-requeued' }, actor)
    const next = newId()
    await insertContinuation(tx, call.id, { id: next, customerId: newId() })
    await record(tx, force, 'call.force-requeue', call, { continuedBy: next })
    await tellCall(tx, next)
    await tellBehind(tx, call.itemId)
  })
}
