import type { Actor } from '../../actor.ts'
import type { Tx } from '../../database.ts'
import type { SessionEndReason } from '../../row-values.ts'
import { notify } from '../../platform/realtime/bus.ts'
import { audit } from '../audit/service.ts'
import { endLiveSessions } from './session-repository.ts'

/** Ends every session of an account but one; their pages and sockets hear of it with the commit. */
export async function endSessions(
  tx: Tx,
  accountId: string,
  reason: SessionEndReason,
  actor: Actor,
  except: string | null = null,
): Promise<void> {
  for (const sessionId of await endLiveSessions(tx, accountId, reason, except)) {
    await audit(tx, actor, 'session.end', { targetId: sessionId, details: { reason } })
    await notify(tx, `session:${sessionId}`, 0)
  }
  await notify(tx, 'accounts', 0)
}
