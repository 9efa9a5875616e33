import type { AccountActor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import { AppError } from '../../platform/app-error.ts'
import { agentAnswered } from '../agents/transition.ts'
import { audit } from '../audit/service.ts'
import { markAnswered } from '../work-orders/mark-answered.ts'
import { armForwarding } from './forwarding.ts'
import { requeue } from './requeue.ts'
import { closeOffer, joinRingingAgent, lockCall, setActive, type CallRow } from './repository.ts'
import { tellBehind, tellCall } from './tell.ts'

/** Throws what whoever came too late, or was never asked, gets to hear. */
function assertRingsFor(call: CallRow | undefined, accountId: string): asserts call is CallRow {
  if (!call) throw new AppError('not_found')
  if (call.status === 'ended') throw new AppError('call_ended')
  if (call.agentId !== null && call.agentId !== accountId) throw new AppError('not_your_call')
  if (call.status !== 'ringing') throw new AppError('call_not_ringing')
}

/**
 * 接听: call ringing → active, agent idle → busy, order → 处理中, all or nothing; of two attempts one
 * wins. Throws `call_not_ringing`, `not_your_call`, `call_ended`.
 */
export async function answerCall({
  ctx,
  actor,
  callId,
}: {
  ctx: AppContext
  actor: AccountActor
  callId: string
}): Promise<void> {
  const call = await ctx.db.transaction().execute(async (tx) => {
    const call = await lockCall(tx, callId)
    assertRingsFor(call, actor.accountId)
    await setActive(tx, callId)
    await closeOffer(tx, callId, 'answered')
    if (!(await agentAnswered(tx, actor.accountId, actor))) throw new AppError('call_not_ringing')
    await joinRingingAgent(tx, callId)
    if (call.workOrderId) await markAnswered(tx, call.workOrderId, actor)
    await audit(tx, actor, 'call.answer', { callId, workOrderId: call.workOrderId })
    await tellCall(tx, callId)
    await tellBehind(tx, call.itemId)
    return call
  })
  void armForwarding(ctx, { ...call, status: 'active' })
}

/** 拒接: the call goes back to its place and on to the next agent. Throws `call_not_ringing`, `not_your_call`. */
export async function declineCall({
  ctx,
  actor,
  callId,
}: {
  ctx: AppContext
  actor: AccountActor
  callId: string
}): Promise<void> {
  await ctx.db.transaction().execute(async (tx) => {
    const call = await lockCall(tx, callId)
    assertRingsFor(call, actor.accountId)
    await requeue(ctx, tx, call, 'declined', actor)
  })
}
