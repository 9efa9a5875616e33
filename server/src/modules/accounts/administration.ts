/** What every change of somebody's account by an administrator begins and ends with. */
import type { Account } from '@veridesk/contract'
import type { AccountActor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import type { Tx } from '../../database.ts'
import { AppError } from '../../platform/app-error.ts'
import { lockName } from '../../platform/db/lock.ts'
import { dutyTurn } from '../agents/transition.ts'
import { presentAccount } from './present.ts'
import { countOtherAdministrators, lockAccount, type LockedAccount } from './repository.ts'

/** What an administrator's verb is given. */
export interface Administer {
  readonly ctx: AppContext
  readonly actor: AccountActor
  readonly id: string
}

/**
 * Locks the account. Changes of accounts take turns, so that two at once cannot remove the last
 * administrator between them; nobody is rung meanwhile. Throws `not_found`, and `initial_account` for
 * anybody else's hand on the initial administrator.
 */
export async function lockTarget(tx: Tx, actor: AccountActor, id: string): Promise<LockedAccount> {
  await lockName(tx, 'accounts')
  await dutyTurn(tx)
  const target = await lockAccount(tx, id)
  if (!target) throw new AppError('not_found')
  if (target.initial && id !== actor.accountId) throw new AppError('initial_account')
  return target
}

/** Throws `last_administrator` where nobody else could administer without this account. */
export async function assertNotLastAdministrator(tx: Tx, target: LockedAccount): Promise<void> {
  if (target.role !== 'admin' || target.disabled) return
  if ((await countOtherAdministrators(tx, target.id)) === 0)
    throw new AppError('last_administrator')
}

/** What a change answers with; the phone whole has an endpoint of its own. */
export async function presentChanged(tx: Tx, id: string): Promise<Account> {
  const account = await presentAccount(tx, id, 'masked')
  if (!account) throw new AppError('not_found')
  return account
}
