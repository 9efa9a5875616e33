import type { Actor } from '../../actor.ts'
import type { Tx } from '../../database.ts'
import type { LeavingReason } from '../../row-values.ts'
import { endSessions } from '../accounts/end-sessions.ts'
import { clearBeforeOffline, selectLeaving, setLeaving } from './repository.ts'
import { moveAgent } from './transition.ts'

/** Puts an agent out of its account once its call is over. The call's row is locked. */
export const leaveAfterCall = (tx: Tx, accountId: string, reason: LeavingReason): Promise<void> =>
  setLeaving(tx, accountId, reason)

/**
 * The agent's call has ended: into 话后处理, with the limit of the group for whose sake it was rung, or out of
 * the account where an administrator said so meanwhile.
 */
export async function agentCallEnded(
  tx: Tx,
  accountId: string,
  groupId: string | null,
  actor: Actor,
): Promise<void> {
  const leaving = await selectLeaving(tx, accountId)
  // Sessions before the agent's row, as signing in locks them.
  if (leaving !== null) await endSessions(tx, accountId, leaving, actor)
  await moveAgent(tx, accountId, 'call-ended', actor, { wrapUpOf: groupId })
  if (leaving === null) return
  await setLeaving(tx, accountId, null)
  await moveAgent(tx, accountId, 'sign-out', actor)
  await clearBeforeOffline(tx, accountId)
}
