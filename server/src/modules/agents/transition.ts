/** Moves agents along the state table; the verbs of agents, calls and routing share it. */
import type { AgentEvent, AgentState } from '@veridesk/contract/states'
import type { Actor } from '../../actor.ts'
import type { Tx } from '../../database.ts'
import { notify, notifyAll } from '../../platform/realtime/bus.ts'
import { audit } from '../audit/service.ts'
import {
  lockAgent,
  lockDuty,
  markAnswered,
  raiseVersion,
  writeState,
  type NewState,
} from './repository.ts'
import { agentAfter } from './rules.ts'

/** Assigning takes turns with itself and with whoever goes off duty, until the transaction ends. */
export const dutyTurn = (tx: Tx): Promise<void> => lockDuty(tx)

/** Tells the agent's pages: state, ring or unfilled calls changed. */
export async function touchAgent(tx: Tx, accountId: string): Promise<void> {
  const version = await raiseVersion(tx, accountId)
  if (version !== undefined) await notify(tx, `account:${accountId}`, version)
}

/**
 * One event for one agent: row, history, audit, the agent's pages told, routing woken.
 * `more`: the reason of a 暂放, the group whose limit a 话后处理 has. Returns the new state, or null (and does
 * nothing) where the table has no such row.
 */
export async function moveAgent(
  tx: Tx,
  accountId: string,
  event: AgentEvent,
  actor: Actor,
  more: Pick<NewState, 'pauseReasonId' | 'wrapUpOf'> = {},
): Promise<AgentState | null> {
  const agent = await lockAgent(tx, accountId)
  const next = agent ? agentAfter(agent.state, event) : null
  if (!agent || next === null) return null
  if (event === 'lease-expired' && !agent.gone) return null
  if (next !== agent.state) {
    const { state } = agent
    const left = event === 'lease-expired' && state !== 'busy' && state !== 'offline'
    await writeState(tx, accountId, {
      state: next,
      ...(left ? { beforeOffline: state } : {}),
      keeps: left || event === 'return-paused' || event === 'return-wrap-up',
      forMissedRings: event === 'missed-rings',
      ...more,
    })
    await audit(tx, actor, 'agent.state', {
      targetId: accountId,
      details: { from: state, to: next, event },
    })
    await notifyAll(tx, [
      { topic: 'accounts', version: 0 },
      { topic: 'board', version: 0 },
    ])
  }
  await touchAgent(tx, accountId)
  await notify(tx, 'routing', 0)
  return next
}

/** Whoever is paused goes on being so for another reason: an entry of its own in the history. */
export async function changeReason(
  tx: Tx,
  accountId: string,
  pauseReasonId: string | null,
  actor: Actor,
): Promise<void> {
  await writeState(tx, accountId, { state: 'paused', pauseReasonId })
  await audit(tx, actor, 'agent.state', {
    targetId: accountId,
    details: { from: 'paused', to: 'paused', event: 'pause' },
  })
  await touchAgent(tx, accountId)
}

/** Idle → busy. False where the agent is not idle. */
export async function agentAnswered(tx: Tx, accountId: string, actor: Actor): Promise<boolean> {
  if ((await moveAgent(tx, accountId, 'answer', actor)) === null) return false
  await markAnswered(tx, accountId)
  return true
}
