import type { Account } from '@veridesk/contract'
import { system, type Actor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import type { Tx } from '../../database.ts'
import { AppError } from '../../platform/app-error.ts'
import { lockName } from '../../platform/db/lock.ts'
import { notify } from '../../platform/realtime/bus.ts'
import { dutyTurn } from '../agents/transition.ts'
import { audit } from '../audit/service.ts'
import { lockTarget, presentChanged, type Administer } from './administration.ts'
import { putOut } from './put-out.ts'
import { forgiveFailures } from './failure-repository.ts'
import { hashPassword } from './password.ts'
import {
  findAccountByUsername,
  lockAccount,
  updateAccount,
  type LockedAccount,
} from './repository.ts'

/** The new password, the lock lifted, every session ended. */
async function reset(
  ctx: Pick<AppContext, 'jobs'>,
  tx: Tx,
  target: LockedAccount,
  change: { passwordHash: string; mustChangePassword: boolean },
  actor: Actor,
): Promise<void> {
  await putOut(ctx, tx, target, 'password-changed', actor)
  await updateAccount(tx, target.id, change)
  await forgiveFailures(tx, target.username)
  await audit(tx, actor, 'account.reset-password', { targetId: target.id })
  await notify(tx, 'accounts', 0)
}

/**
 * 重置密码: the next sign-in must change it. Throws `not_found`, `initial_account`, `account_in_call`, and
 * `forbidden` for the own account: a page left open must not be enough to take it over.
 */
export async function resetByAdministrator({
  ctx,
  actor,
  id,
  password,
}: Administer & { password: string }): Promise<Account> {
  if (id === actor.accountId) throw new AppError('forbidden')
  const passwordHash = await hashPassword(password)
  return ctx.db.transaction().execute(async (tx) => {
    const target = await lockTarget(tx, actor, id)
    await reset(ctx, tx, target, { passwordHash, mustChangePassword: true }, actor)
    return presentChanged(tx, id)
  })
}

/**
 * For operators at the machine; `mustChangePassword` where the password was made up. False where there
 * is no such account. Throws `account_in_call`.
 */
export async function resetPassword(
  ctx: Pick<AppContext, 'db' | 'jobs'>,
  username: string,
  { password, mustChangePassword }: { password: string; mustChangePassword: boolean },
): Promise<boolean> {
  const account = await findAccountByUsername(ctx.db, username)
  if (!account) return false
  const passwordHash = await hashPassword(password)
  return ctx.db.transaction().execute(async (tx) => {
    await lockName(tx, 'accounts')
    await dutyTurn(tx)
    const target = await lockAccount(tx, account.id)
    if (!target) return false
    await reset(ctx, tx, target, { passwordHash, mustChangePassword }, system)
    return true
  })
}
