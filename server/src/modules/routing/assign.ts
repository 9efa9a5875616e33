import type { AppContext } from '../../context.ts'
import { dutyTurn, touchAgent } from '../agents/transition.ts'
import { ringCall } from '../calls/ring.ts'
import { readSettings } from '../settings/service.ts'
import { insertOffer, isAnybodyQueued, selectCandidates, selectWaitingCalls } from './repository.ts'
import { assignAll } from './rules.ts'

/**
 * Rings the right agent for every waiting call that has one, in one transaction; several processes take
 * turns. Returns how many ring now.
 */
export async function assignWaiting(ctx: Pick<AppContext, 'db'>): Promise<number> {
  if (!(await isAnybodyQueued(ctx.db))) return 0
  return ctx.db.transaction().execute(async (tx) => {
    await dutyTurn(tx)
    const { leaseSeconds, declineRestSeconds, ringSeconds } = await readSettings(tx)
    const calls = await selectWaitingCalls(tx, leaseSeconds, declineRestSeconds)
    if (calls.length === 0) return 0
    const assignments = assignAll(calls, await selectCandidates(tx))
    let rung = 0
    for (const assignment of assignments) {
      // The call may have been cancelled since it was read.
      if (!(await ringCall(tx, assignment.callId, assignment.accountId, ringSeconds))) continue
      await insertOffer(tx, assignment)
      await touchAgent(tx, assignment.accountId)
      rung += 1
    }
    return rung
  })
}
