import type { Actor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import type { Tx } from '../../database.ts'
import { agentDeclined, agentMissedRing } from '../agents/missed-rings.ts'
import { touchAgent } from '../agents/transition.ts'
import { audit } from '../audit/service.ts'
import {
  closeOffer,
  lockRingOf,
  removeRingingAgent,
  setQueued,
  type CallRow,
} from './repository.ts'
import { closeLegLater } from './close-leg-later.ts'
import { callAfter } from './rules.ts'
import { tellCall, tellQueue } from './tell.ts'

type Outcome = 'declined' | 'missed' | 'agent-lost' | 'withdrawn'

const eventOf = {
  declined: 'decline',
  missed: 'ring-timeout',
  'agent-lost': 'agent-lost',
  withdrawn: 'force-requeue',
} as const

/** A ringing call (its row locked) goes back to its place in the queue. False where it does not ring. */
export async function requeue(
  ctx: Pick<AppContext, 'jobs'>,
  tx: Tx,
  call: CallRow,
  outcome: Outcome,
  actor: Actor,
): Promise<boolean> {
  if (call.agentId === null || callAfter(call.status, eventOf[outcome]) !== 'queued') return false
  await setQueued(tx, call.id)
  await closeOffer(tx, call.id, outcome)
  await closeLegLater(ctx, tx, call, await removeRingingAgent(tx, call.id))
  if (outcome === 'declined')
    await audit(tx, actor, 'call.decline', { callId: call.id, workOrderId: call.workOrderId })
  if (outcome === 'missed') await agentMissedRing(tx, call.agentId)
  if (outcome === 'declined') await agentDeclined(tx, call.agentId)
  await touchAgent(tx, call.agentId)
  await tellCall(tx, call.id)
  await tellQueue(tx)
  return true
}

/** The call that rings for this agent, if any, goes back to its place in the queue. */
export async function requeueRingOf(
  ctx: Pick<AppContext, 'jobs'>,
  tx: Tx,
  agentId: string,
  outcome: Outcome,
  actor: Actor,
): Promise<void> {
  const call = await lockRingOf(tx, agentId)
  if (call) await requeue(ctx, tx, call, outcome, actor)
}
