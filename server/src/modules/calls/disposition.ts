import type { FillDisposition } from '@veridesk/contract/calls'
import type { AccountActor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import { AppError } from '../../platform/app-error.ts'
import { touchAgent } from '../agents/transition.ts'
import { audit } from '../audit/service.ts'
import { lockCall, setDisposition } from './repository.ts'
import { tellCall } from './tell.ts'

/**
 * 通话状态 of an ended call (manual 3.12), once: by the agent who had it, or by an administrator.
 * Throws `not_your_call`, `call_in_progress`, `call_not_active` (nobody ever answered), `disposition_filled`.
 */
export async function fillCallDisposition({
  ctx,
  actor,
  callId,
  filled,
}: {
  ctx: AppContext
  actor: AccountActor
  callId: string
  filled: FillDisposition
}): Promise<void> {
  await ctx.db.transaction().execute(async (tx) => {
    const call = await lockCall(tx, callId)
    if (!call) throw new AppError('not_found')
    if (actor.role !== 'admin' && call.agentId !== actor.accountId)
      throw new AppError('not_your_call')
    if (call.status === 'active') throw new AppError('call_in_progress')
    if (call.disposition === null) throw new AppError('call_not_active')
    if (call.disposition !== 'unfilled') throw new AppError('disposition_filled')
    await setDisposition(tx, callId, {
      disposition: filled.outcome,
      dispositionReason: filled.outcome === 'abnormal' ? filled.reason : null,
      dispositionNote: filled.note ?? null,
      dispositionBy: actor.accountId,
    })
    await audit(tx, actor, 'call.disposition', {
      callId,
      workOrderId: call.workOrderId,
      details: { outcome: filled.outcome },
    })
    if (call.agentId) await touchAgent(tx, call.agentId)
    await tellCall(tx, callId)
  })
}
