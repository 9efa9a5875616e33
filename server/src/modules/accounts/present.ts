/** Accounts in the contract's shapes. */
import type { Account, AccountRow } from '@veridesk/contract'
import type { DbOrTx } from '../../database.ts'
import { groupsOfAccounts, type NamedGroup } from '../groups/membership.ts'
import { maskPhone } from '../work-orders/mask.ts'
import { lockedUntil } from './failure-repository.ts'
import { findListed, selectLastSignIn, type ListedAccount } from './list-repository.ts'

const presentRow = (account: ListedAccount, groups: readonly NamedGroup[]): AccountRow => ({
  id: account.id,
  version: account.version,
  username: account.username,
  name: account.name,
  role: account.role,
  initial: account.initial,
  grants: account.grants,
  phone: account.phone && maskPhone(account.phone),
  groups: [...groups],
  disabled: account.disabled,
  online: account.online,
  agentState: account.role === 'agent' ? account.agentState : null,
  callId: account.callId,
  leaving: account.leaving !== null,
  createdAt: account.createdAt.toISOString(),
})

/** Rows of the list, phones masked. */
export async function presentRows(db: DbOrTx, accounts: ListedAccount[]): Promise<AccountRow[]> {
  const groups = await groupsOfAccounts(
    db,
    accounts.map(({ id }) => id),
  )
  return accounts.map((account) => presentRow(account, groups.get(account.id) ?? []))
}

/** One account; its phone whole only where the view is audited. Undefined where it is not there (any more). */
export async function presentAccount(
  db: DbOrTx,
  id: string,
  phone: 'whole' | 'masked',
): Promise<Account | undefined> {
  const account = await findListed(db, id)
  if (!account) return undefined
  const groups = await groupsOfAccounts(db, [id])
  const row = presentRow(account, groups.get(id) ?? [])
  const locked = await lockedUntil(db, account.username)
  const lastSignIn = await selectLastSignIn(db, id)
  return {
    ...row,
    ...(phone === 'whole' ? { phone: account.phone } : {}),
    mustChangePassword: account.mustChangePassword,
    lockedUntil: locked?.toISOString() ?? null,
    lastSignInAt: lastSignIn?.toISOString() ?? null,
  }
}
