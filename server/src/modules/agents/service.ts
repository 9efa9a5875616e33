/** Agent states (manual 3.1): what signing in and out, the page's presence and a person's hand do to them. */
import type { Me } from '@veridesk/contract'
import type { AccountActor, Actor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import type { Tx } from '../../database.ts'
import { system } from '../../actor.ts'
import { AppError } from '../../platform/app-error.ts'
import { requeueRingOf } from '../calls/requeue.ts'
import { chosenPauseReason } from '../pause-reasons/service.ts'
import { readSettings } from '../settings/service.ts'
import { maskName, maskPhone } from '../work-orders/mask.ts'
import {
  clearBeforeOffline,
  clearMissedRings,
  countWaiting,
  insertAgent,
  lockAgent,
  lockDuty,
  renewLease,
  selectAgent,
  selectLeaving,
  selectLiveCall,
  selectUnfilledCalls,
  selectVanished,
  selectWrappedUp,
  setLeaving,
} from './repository.ts'
import { changeByHand, returnEvent, signInEvent } from './rules.ts'
import { changeReason, moveAgent } from './transition.ts'

/** A new account of role agent is an agent, offline. Nothing where it is one already. */
export const createAgent = (tx: Tx, accountId: string): Promise<void> => insertAgent(tx, accountId)

/**
 * Signing in makes an agent idle, or leaves it in 话后处理 while a disposition is missing; one in a
 * call stays busy. Nothing for administrators.
 */
export async function agentSignedIn(tx: Tx, actor: AccountActor): Promise<void> {
  if (actor.role !== 'agent') return
  await insertAgent(tx, actor.accountId)
  await clearBeforeOffline(tx, actor.accountId)
  const { leaseSeconds } = await readSettings(tx)
  await renewLease(tx, actor.accountId, leaseSeconds)
  const unfilled = await selectUnfilledCalls(tx, actor.accountId)
  await clearMissedRings(tx, actor.accountId)
  await moveAgent(tx, actor.accountId, signInEvent(unfilled.length), actor)
}

/**
 * Signing out, or being signed out by another: a ringing call goes back to its place in the queue.
 * Throws `call_in_progress` for a busy agent. Nothing for administrators.
 */
export async function agentSignedOut(
  ctx: Pick<AppContext, 'jobs'>,
  tx: Tx,
  accountId: string,
  actor: Actor,
): Promise<void> {
  await lockDuty(tx)
  await requeueRingOf(ctx, tx, accountId, 'agent-lost', actor)
  const agent = await lockAgent(tx, accountId)
  if (agent?.state === 'busy') throw new AppError('call_in_progress')
  await moveAgent(tx, accountId, 'sign-out', actor)
  await clearBeforeOffline(tx, accountId)
}

/** An account that is enabled again is not signed out after its call. */
export async function letAgentStay(tx: Tx, accountId: string): Promise<void> {
  if ((await selectLeaving(tx, accountId)) === 'disabled') await setLeaving(tx, accountId, null)
}

/**
 * 空闲 ↔ 暂放, and out of 话后处理 once the disposition is filled. Pausing while a call rings declines it;
 * whoever is paused may choose another reason. Throws `state_not_by_hand`, `disposition_missing`,
 * `unknown_pause_reason`.
 */
export async function changeStateByHand({
  ctx,
  actor,
  state,
  pauseReasonId: wanted,
}: {
  ctx: AppContext
  actor: AccountActor
  state: 'idle' | 'paused'
  pauseReasonId?: string | undefined
}): Promise<void> {
  const { accountId } = actor
  await ctx.db.transaction().execute(async (tx) => {
    await lockDuty(tx)
    const pauseReasonId = wanted === undefined ? null : (await chosenPauseReason(tx, wanted)).id
    if (state === 'paused') await requeueRingOf(ctx, tx, accountId, 'declined', actor)
    const agent = await lockAgent(tx, accountId)
    if (!agent) throw new AppError('forbidden')
    const unfilled = await selectUnfilledCalls(tx, accountId)
    const change = changeByHand(agent.state, state, unfilled.length)
    if ('refusal' in change) throw new AppError(change.refusal)
    await clearMissedRings(tx, accountId)
    if (change.event) await moveAgent(tx, accountId, change.event, actor, { pauseReasonId })
    else if (wanted !== undefined && agent.pauseReasonId !== pauseReasonId)
      await changeReason(tx, accountId, pauseReasonId, actor)
  })
}

/**
 * The agent's page is there: called on every ping of a live session. An agent whose page had vanished
 * returns to where it was, or to 话后处理 while a call of its own has no disposition.
 */
export async function renewAgentLease(ctx: AppContext, accountId: string): Promise<void> {
  const { leaseSeconds } = await readSettings(ctx.db)
  const seen = await renewLease(ctx.db, accountId, leaseSeconds)
  if (seen?.state !== 'offline' || seen.beforeOffline === null) return
  await ctx.db.transaction().execute(async (tx) => {
    const agent = await lockAgent(tx, accountId)
    if (agent?.state !== 'offline' || agent.beforeOffline === null) return
    const unfilled = await selectUnfilledCalls(tx, accountId)
    await moveAgent(tx, accountId, returnEvent(agent.beforeOffline, unfilled.length), system)
  })
}

/**
 * Agents whose page is gone go offline; they return with the page. `since`: when this process began,
 * as before that nobody could renew a lease with it (database time).
 */
export async function sendVanishedOffline(ctx: AppContext, since: string): Promise<void> {
  const { leaseSeconds } = await readSettings(ctx.db)
  for (const accountId of await selectVanished(ctx.db, since, leaseSeconds))
    await ctx.db.transaction().execute((tx) => moveAgent(tx, accountId, 'lease-expired', system))
}

/** 话后处理 whose limit has passed ends, unless a disposition is missing (ADR 0020). */
export async function endWrapUps(ctx: Pick<AppContext, 'db'>): Promise<void> {
  for (const accountId of await selectWrappedUp(ctx.db))
    await ctx.db.transaction().execute(async (tx) => {
      await lockAgent(tx, accountId)
      if ((await selectWrappedUp(tx, accountId)).length > 0)
        await moveAgent(tx, accountId, 'wrap-up-over', system)
    })
}

/** State, ring, live call and unfilled calls of one agent; null for whoever is no agent. */
export async function agentSnapshot(
  ctx: Pick<AppContext, 'db'>,
  accountId: string,
): Promise<Me['agent']> {
  const agent = await selectAgent(ctx.db, accountId)
  if (!agent) return null
  const call = await selectLiveCall(ctx.db, accountId)
  return {
    state: agent.state,
    since: agent.since.toISOString(),
    version: agent.version,
    callId: call?.status === 'active' ? call.id : null,
    unfilledCallIds: await selectUnfilledCalls(ctx.db, accountId),
    pauseReason:
      agent.state === 'paused' && agent.pauseReasonId !== null && agent.pauseReasonName !== null
        ? { id: agent.pauseReasonId, name: agent.pauseReasonName }
        : null,
    pausedForMissedRings: agent.state === 'paused' && agent.pausedForMissedRings,
    wrapUpUntil: (agent.state === 'wrap-up' && agent.wrapUpUntil?.toISOString()) || null,
    ring:
      call?.status === 'ringing' && call.ringExpiresAt && call.rule
        ? {
            callId: call.id,
            version: call.version,
            workOrderId: call.workOrderId,
            taskNumber: call.taskNumber,
            businessType: call.businessType,
            businessItem: call.businessItem,
            insuredName: call.insuredName && maskName(call.insuredName),
            walkInPhone: call.walkInPhone && maskPhone(call.walkInPhone),
            caseNumber: call.caseNumber,
            priority: call.priority,
            queuedAt: call.queuedAt.toISOString(),
            expiresAt: call.ringExpiresAt.toISOString(),
            rule: call.rule,
          }
        : null,
  }
}

/** How many customers wait in the queues this person serves; everywhere, for administrators. */
export function waitingFor(ctx: Pick<AppContext, 'db'>, actor: AccountActor): Promise<number> {
  return countWaiting(ctx.db, actor.role === 'admin' ? null : actor.accountId)
}
