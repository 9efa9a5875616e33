import type { Tx } from '../../database.ts'
import { newId } from '../../platform/ids.ts'
import { insertRingingAgent, setRinging } from './repository.ts'
import { tellCall } from './tell.ts'

/**
 * A queued call rings for an agent, this long. The agent is a participant from now on, so that its media is
 * up when it answers; nothing is relayed before. False where the call is not queued any more.
 */
export async function ringCall(
  tx: Tx,
  callId: string,
  agentId: string,
  ringSeconds: number,
): Promise<boolean> {
  if (!(await setRinging(tx, callId, agentId, ringSeconds))) return false
  await insertRingingAgent(tx, { id: newId(), callId, accountId: agentId })
  await tellCall(tx, callId)
  return true
}
