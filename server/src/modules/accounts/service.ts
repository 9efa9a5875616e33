import type { Me } from '@veridesk/contract/accounts'
import type { AccountActor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import type { DbOrTx } from '../../database.ts'
import { AppError } from '../../platform/app-error.ts'
import { hashToken } from '../../platform/crypto/tokens.ts'
import { notify } from '../../platform/realtime/bus.ts'
import { agentSignedOut, agentSnapshot, waitingFor } from '../agents/service.ts'
import { dutyTurn } from '../agents/transition.ts'
import { audit } from '../audit/service.ts'
import { institutionOf } from '../settings/service.ts'
import { countAccounts, selectAccount } from './repository.ts'
import { endSession, findSessionByToken, touchSession } from './session-repository.ts'

/**
 * The signed-in person behind a cookie. Throws `not_signed_in`, `session_replaced`, `session_kicked`,
 * `password_reset` or `account_disabled`.
 */
export async function authenticateSession(
  ctx: AppContext,
  token: string,
  address: string,
): Promise<AccountActor> {
  const session = await findSessionByToken(ctx.db, hashToken(token))
  if (session?.endReason === 'replaced') throw new AppError('session_replaced')
  if (!session || session.expired) throw new AppError('not_signed_in')
  // Whoever was put out in a call works on until it is over.
  if (session.deleted && !session.leaving) throw new AppError('not_signed_in')
  if (session.disabled && !session.leaving) throw new AppError('account_disabled')
  if (session.endReason === 'kicked') throw new AppError('session_kicked')
  if (session.endReason === 'password-changed') throw new AppError('password_reset')
  if (session.endReason) throw new AppError('not_signed_in')
  if (session.stale) await touchSession(ctx.db, session.sessionId)
  return {
    kind: 'account',
    accountId: session.accountId,
    sessionId: session.sessionId,
    name: session.name,
    role: session.role,
    grants: session.grants,
    mustChangePassword: session.mustChangePassword,
    address,
  }
}

/** Signs out; refused in a call (`call_in_progress`). */
export async function signOut({
  ctx,
  actor,
}: {
  ctx: AppContext
  actor: AccountActor
}): Promise<void> {
  await ctx.db.transaction().execute(async (tx) => {
    if (actor.role === 'agent') await dutyTurn(tx)
    if (!(await endSession(tx, actor.sessionId, 'signed-out'))) return
    if (actor.role === 'agent') await agentSignedOut(ctx, tx, actor.accountId, actor)
    await audit(tx, actor, 'session.end', { targetId: actor.sessionId })
    await notify(tx, `session:${actor.sessionId}`, 0)
    await notify(tx, 'accounts', 0)
  })
}

/** The own snapshot: header, ring, counts. */
export async function readMe({
  ctx,
  actor,
}: {
  ctx: AppContext
  actor: AccountActor
}): Promise<Me> {
  const [account, institution, agent, waiting] = await Promise.all([
    selectAccount(ctx.db, actor.accountId),
    institutionOf(ctx),
    actor.role === 'agent' ? agentSnapshot(ctx, actor.accountId) : null,
    waitingFor(ctx, actor),
  ])
  return {
    accountId: account.id,
    username: account.username,
    name: account.name,
    role: account.role,
    grants: account.grants,
    agent,
    waiting,
    institution,
    timeZone: ctx.config.timeZone,
    mustChangePassword: account.mustChangePassword,
    smsSimulated: ctx.sms.simulated,
    serverTime: ctx.clock.now().toISOString(),
  }
}

/** Whether this installation has nobody yet. */
export const hasNoAccounts = async (db: DbOrTx): Promise<boolean> => (await countAccounts(db)) === 0
