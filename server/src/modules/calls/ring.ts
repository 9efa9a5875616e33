import type { Tx } from '../../database.ts'
import { setRinging } from './repository.ts'
import { tellCall } from './tell.ts'

/** A queued call rings for an agent, this long. False where it is not queued any more. */
export async function ringCall(
  tx: Tx,
  callId: string,
  agentId: string,
  ringSeconds: number,
): Promise<boolean> {
  if (!(await setRinging(tx, callId, agentId, ringSeconds))) return false
  await tellCall(tx, callId)
  return true
}
