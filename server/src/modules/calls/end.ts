import type { AccountActor, SeatActor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import { AppError } from '../../platform/app-error.ts'
import { finishCall } from './finish.ts'
import { lockCall } from './repository.ts'

interface End<Actor> {
  ctx: AppContext
  actor: Actor
  callId: string
}

/** 取消排队. Throws `not_your_call`, `call_ended`, and `call_in_progress` once it was answered. */
export async function cancelCall({ ctx, actor, callId }: End<SeatActor>): Promise<void> {
  await ctx.db.transaction().execute(async (tx) => {
    const call = await lockCall(tx, callId)
    if (!call) throw new AppError('not_found')
    if (call.seatId !== actor.seatId) throw new AppError('not_your_call')
    if (call.status === 'ended') throw new AppError('call_ended')
    if (!(await finishCall(ctx, tx, call, { event: 'cancel', reason: 'cancelled' }, actor)))
      throw new AppError('call_in_progress')
  })
}

/** 结束, by the customer. Throws `not_your_call`, `call_ended`, `call_not_active`. */
export async function endByCustomer({ ctx, actor, callId }: End<SeatActor>): Promise<void> {
  await ctx.db.transaction().execute(async (tx) => {
    const call = await lockCall(tx, callId)
    if (!call) throw new AppError('not_found')
    if (call.seatId !== actor.seatId) throw new AppError('not_your_call')
    if (call.status === 'ended') throw new AppError('call_ended')
    const ending = { event: 'customer-end', reason: 'customer-ended' } as const
    if (!(await finishCall(ctx, tx, call, ending, actor))) throw new AppError('call_not_active')
  })
}

/** 挂断, by the agent who answered. Throws `not_your_call`, `call_ended`, `call_not_active`. */
export async function hangUp({ ctx, actor, callId }: End<AccountActor>): Promise<void> {
  await ctx.db.transaction().execute(async (tx) => {
    const call = await lockCall(tx, callId)
    if (!call) throw new AppError('not_found')
    if (call.agentId !== actor.accountId) throw new AppError('not_your_call')
    if (call.status === 'ended') throw new AppError('call_ended')
    const ending = { event: 'hang-up', reason: 'agent-hung-up' } as const
    if (!(await finishCall(ctx, tx, call, ending, actor))) throw new AppError('call_not_active')
  })
}
