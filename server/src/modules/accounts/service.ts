import type { Me } from '@veridesk/contract/accounts'
import { system, type AccountActor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import type { DbOrTx, Tx } from '../../database.ts'
import { AppError } from '../../platform/app-error.ts'
import { hashToken } from '../../platform/crypto/tokens.ts'
import { newId } from '../../platform/ids.ts'
import { notify } from '../../platform/realtime/bus.ts'
import { agentSignedOut, agentSnapshot, createAgent, waitingFor } from '../agents/service.ts'
import { audit } from '../audit/service.ts'
import { readSettings } from '../settings/service.ts'
import { forgiveFailures } from './failure-repository.ts'
import { hashPassword } from './password.ts'
import {
  countAccounts,
  endSession,
  findAccountByUsername,
  findLiveSession,
  findSessionByToken,
  insertAccount,
  selectAccount,
  touchSession,
  updatePassword,
} from './repository.ts'

/** The signed-in person behind a cookie. Throws `not_signed_in`, `session_replaced` or `account_disabled`. */
export async function authenticateSession(
  ctx: AppContext,
  token: string,
  address: string,
): Promise<AccountActor> {
  const session = await findSessionByToken(ctx.db, hashToken(token))
  if (session?.endReason === 'replaced') throw new AppError('session_replaced')
  if (!session || session.endReason || session.expired || session.deleted)
    throw new AppError('not_signed_in')
  if (session.disabled) throw new AppError('account_disabled')
  if (session.stale) await touchSession(ctx.db, session.sessionId)
  return {
    kind: 'account',
    accountId: session.accountId,
    sessionId: session.sessionId,
    name: session.name,
    role: session.role,
    grants: session.grants,
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
    if (!(await endSession(tx, actor.sessionId, 'signed-out'))) return
    if (actor.role === 'agent') await agentSignedOut(ctx, tx, actor.accountId, actor)
    await audit(tx, actor, 'session.end', { targetId: actor.sessionId })
    await notify(tx, `session:${actor.sessionId}`, 0)
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
  const [account, settings, agent, waiting] = await Promise.all([
    selectAccount(ctx.db, actor.accountId),
    readSettings(ctx.db),
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
    institution: { name: settings.institutionName, supportPhone: settings.supportPhone },
    timeZone: ctx.config.timeZone,
    smsSimulated: ctx.sms.simulated,
    serverTime: ctx.clock.now().toISOString(),
  }
}

/** Adds an account. The name must be free among living accounts; the database says so. */
export async function createAccount(
  tx: Tx,
  account: {
    username: string
    name: string
    password: string
    role: 'agent' | 'admin'
    initial?: boolean
  },
): Promise<string> {
  const id = newId()
  await insertAccount(tx, {
    id,
    username: account.username,
    name: account.name,
    passwordHash: await hashPassword(account.password),
    role: account.role,
    initial: account.initial ?? false,
  })
  if (account.role === 'agent') await createAgent(tx, id)
  await audit(tx, system, 'account.create', { targetId: id, details: { role: account.role } })
  return id
}

/** Whether this installation has nobody yet. */
export const hasNoAccounts = async (db: DbOrTx): Promise<boolean> => (await countAccounts(db)) === 0

/** For operators at the machine: a new password, the lock lifted, every session ended. False where there is no such account. */
export async function resetPassword(
  ctx: Pick<AppContext, 'db'>,
  username: string,
  password: string,
): Promise<boolean> {
  const account = await findAccountByUsername(ctx.db, username)
  if (!account) return false
  const passwordHash = await hashPassword(password)
  await ctx.db.transaction().execute(async (tx) => {
    await updatePassword(tx, account.id, passwordHash)
    await forgiveFailures(tx, account.username)
    const live = await findLiveSession(tx, account.id)
    if (live) {
      await endSession(tx, live.id, 'kicked')
      await notify(tx, `session:${live.id}`, 0)
    }
    await audit(tx, system, 'account.reset-password', { targetId: account.id })
  })
  return true
}
