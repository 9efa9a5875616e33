/** Rings that nobody answered, in a row (manual 3.6). The call's row is locked. */
import { system } from '../../actor.ts'
import type { Tx } from '../../database.ts'
import { readSettings } from '../settings/service.ts'
import { addMissedRing, clearMissedRings } from './repository.ts'
import { moveAgent } from './transition.ts'

/** After too many in a row the agent is in 暂放, until it comes back by hand. */
export async function agentMissedRing(tx: Tx, accountId: string): Promise<void> {
  const { missedRingsToPause } = (await readSettings(tx)).routing
  const missed = await addMissedRing(tx, accountId)
  if (missedRingsToPause > 0 && missed >= missedRingsToPause)
    await moveAgent(tx, accountId, 'missed-rings', system)
}

/** Whoever declines is there. */
export const agentDeclined = (tx: Tx, accountId: string): Promise<void> =>
  clearMissedRings(tx, accountId)
