import type { Actor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import type { Tx } from '../../database.ts'
import type { LeavingReason, SessionEndReason } from '../../row-values.ts'
import { AppError } from '../../platform/app-error.ts'
import { leaveAfterCall } from '../agents/after-call.ts'
import { agentSignedOut } from '../agents/service.ts'
import { finishCall } from '../calls/finish.ts'
import { requeueRingOf } from '../calls/requeue.ts'
import { lockCallOfAgent } from '../calls/service.ts'
import { endSessions } from './end-sessions.ts'
import type { LockedAccount } from './repository.ts'

/**
 * Ends every session of an account whose row is locked; an agent goes off duty, and a call that rings
 * for it goes back to the queue. Throws `account_in_call` for an agent in a call.
 */
export async function putOut(
  ctx: Pick<AppContext, 'jobs'>,
  tx: Tx,
  { id, role }: Pick<LockedAccount, 'id' | 'role'>,
  reason: SessionEndReason,
  actor: Actor,
): Promise<void> {
  if (role === 'agent') {
    await requeueRingOf(ctx, tx, id, 'agent-lost', actor)
    if (await lockCallOfAgent(tx, id)) throw new AppError('account_in_call')
  }
  await endSessions(tx, id, reason, actor)
  if (role === 'agent') await agentSignedOut(ctx, tx, id, actor)
}

/**
 * The same for an account that may be in a call: `end` hangs up, `finish` lets it work on in the call
 * and puts it out when that is over (calls' `finishCall` does). Throws `account_in_call` without a choice.
 */
export async function putOutOfCall(
  ctx: Pick<AppContext, 'jobs'>,
  tx: Tx,
  target: Pick<LockedAccount, 'id' | 'role'>,
  { reason, call }: { reason: LeavingReason; call: 'end' | 'finish' | undefined },
  actor: Actor,
): Promise<void> {
  if (target.role === 'agent' && call !== undefined) {
    await requeueRingOf(ctx, tx, target.id, 'agent-lost', actor)
    const active = await lockCallOfAgent(tx, target.id)
    if (active && call === 'finish') {
      await leaveAfterCall(tx, target.id, reason)
      return
    }
    if (active) {
      await endSessions(tx, target.id, reason, actor)
      await finishCall(ctx, tx, active, { event: 'hang-up', reason: 'agent-hung-up' }, actor)
    }
  }
  await putOut(ctx, tx, target, reason, actor)
}
