import type { z } from 'zod'
import type { signIn as signInShape } from '@veridesk/contract/accounts'
import type { AccountActor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import type { Tx } from '../../database.ts'
import { system } from '../../actor.ts'
import { AppError } from '../../platform/app-error.ts'
import { hashToken, newToken } from '../../platform/crypto/tokens.ts'
import { newId } from '../../platform/ids.ts'
import { notify } from '../../platform/realtime/bus.ts'
import { agentSignedIn } from '../agents/service.ts'
import { audit } from '../audit/service.ts'
import { countFailure, forgetOldFailures, forgiveFailures, isLocked } from './failure-repository.ts'
import { verifyPassword } from './password.ts'
import { findAccountByUsername, lockAccount } from './repository.ts'
import {
  endExpiredSessions,
  endSession,
  findLiveSession,
  insertSession,
} from './session-repository.ts'

export interface SignedIn {
  readonly actor: AccountActor
  /** Goes into the cookie and nowhere else. */
  readonly token: string
  readonly expiresAt: Date
}

/**
 * Checks name and password. Failures are counted by name and lock it for a while; a name that nobody
 * has counts and locks alike, so that no answer and no delay tells which names exist.
 */
async function checkCredentials(ctx: AppContext, username: string, password: string) {
  if (await isLocked(ctx.db, username)) throw new AppError('locked_out')
  const account = await findAccountByUsername(ctx.db, username)
  const right = await verifyPassword(account?.passwordHash ?? null, password)
  if (!account || !right) {
    await ctx.db.transaction().execute(async (tx) => {
      const lock = await countFailure(tx, username)
      if (lock === undefined) throw new AppError('locked_out')
      // Of accounts only: anybody can make up names, and the log is kept for ever.
      if (account)
        await audit(tx, system, 'session.refuse', { targetId: account.id, details: { lock } })
      if (account && lock) await notify(tx, 'accounts', 0)
    })
    await forgetOldFailures(ctx.db)
    throw new AppError('wrong_credentials')
  }
  if (account.disabled) throw new AppError('account_disabled')
  return account
}

/** The account as it is now, locked: administrators may have changed it since its password was checked. */
async function lockChecked(tx: Tx, checked: { id: string; passwordHash: string }) {
  const account = await lockAccount(tx, checked.id)
  if (account?.passwordHash !== checked.passwordHash) throw new AppError('wrong_credentials')
  if (account.disabled) throw new AppError('account_disabled')
  return account
}

/**
 * Signs a person in; an agent becomes 空闲 (manual 3.1). One session per account: where another one
 * lives, `session_exists` until `replace` says that the person agreed to end it.
 */
export async function signIn({
  ctx,
  input,
  ownToken,
  address,
  userAgent,
}: {
  ctx: AppContext
  input: z.output<typeof signInShape>
  /** The token this browser already holds: its own session is replaced without asking. */
  ownToken: string | null
  address: string
  userAgent: string | null
}): Promise<SignedIn> {
  const checked = await checkCredentials(ctx, input.username, input.password)
  const token = newToken()
  const sessionId = newId()
  return ctx.db.transaction().execute(async (tx) => {
    const { id: accountId, ...account } = await lockChecked(tx, checked)
    // Guesses made at the same time may have locked it.
    if (await isLocked(tx, input.username)) throw new AppError('locked_out')
    await forgiveFailures(tx, input.username)
    await endExpiredSessions(tx, accountId)
    const live = await findLiveSession(tx, accountId)
    if (live) {
      const own = ownToken !== null && live.tokenHash.equals(hashToken(ownToken))
      if (!own && !input.replace) throw new AppError('session_exists')
      await endSession(tx, live.id, 'replaced')
      await notify(tx, `session:${live.id}`, 0)
    }
    const expiresAt = await insertSession(tx, {
      id: sessionId,
      tokenHash: hashToken(token),
      accountId,
      address,
      userAgent,
    })
    const { name, role, grants, mustChangePassword } = account
    const actor: AccountActor = {
      kind: 'account',
      accountId,
      sessionId,
      name,
      role,
      grants,
      mustChangePassword,
      address,
    }
    // Nobody is rung who cannot answer before the password is changed.
    if (!mustChangePassword) await agentSignedIn(tx, actor)
    await audit(tx, actor, 'session.begin', { targetId: sessionId })
    await notify(tx, 'accounts', 0)
    return { actor, token, expiresAt }
  })
}
