/** The end of a call, whoever or whatever brings it. */
import type { Actor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import type { Tx } from '../../database.ts'
import { agentCallEnded } from '../agents/after-call.ts'
import { touchAgent } from '../agents/transition.ts'
import { audit } from '../audit/service.ts'
import { collectLater } from './collect-later.ts'
import { closeOffer, removeRingingAgent, setEnded, type CallRow } from './repository.ts'
import { callAfter, type Ending } from './rules.ts'
import { tellBehind, tellCall, tellQueue } from './tell.ts'

/**
 * Ends a call whose row is locked: agent into 话后处理 (or signed out, where an administrator put it out
 * meanwhile) with the disposition unfilled, or the ring withdrawn; its media host is cleared and its
 * recordings collected by a job after the commit.
 * False (and nothing done) where the table does not let this event end it.
 */
export async function finishCall(
  ctx: Pick<AppContext, 'jobs'>,
  tx: Tx,
  call: CallRow,
  ending: Ending,
  actor: Actor,
): Promise<boolean> {
  if (callAfter(call.status, ending.event) !== 'ended') return false
  const answered = call.status === 'active'
  await setEnded(tx, call.id, ending.reason, answered)
  if (call.agentId !== null) {
    if (answered) await agentCallEnded(tx, call.agentId, call.groupId, actor)
    else {
      await closeOffer(tx, call.id, 'withdrawn')
      await removeRingingAgent(tx, call.id)
      await touchAgent(tx, call.agentId)
    }
  }
  if (call.mediaHost !== null) await collectLater(ctx, tx, call.id, call.mediaHost)
  await audit(tx, actor, 'call.end', {
    callId: call.id,
    workOrderId: call.workOrderId,
    details: { reason: ending.reason },
  })
  await tellCall(tx, call.id)
  if (answered) await tellQueue(tx)
  else await tellBehind(tx, call.itemId)
  return true
}
