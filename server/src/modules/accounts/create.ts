import type { z } from 'zod'
import type { Grant, Role } from '@veridesk/contract/permissions'
import type { Account, createAccount as createAccountShape } from '@veridesk/contract'
import { system, type AccountActor, type Actor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import type { Tx } from '../../database.ts'
import { AppError } from '../../platform/app-error.ts'
import { newId } from '../../platform/ids.ts'
import { notify } from '../../platform/realtime/bus.ts'
import { createAgent } from '../agents/service.ts'
import { audit } from '../audit/service.ts'
import { holdGroups, setGroupsOf } from '../groups/membership.ts'
import { presentChanged } from './administration.ts'
import { hashPassword } from './password.ts'
import { insertAccount } from './repository.ts'
import { orderedGrants } from './rules.ts'

export interface NewAccount {
  readonly username: string
  readonly name: string
  readonly phone?: string | undefined
  readonly passwordHash: string
  readonly role: Role
  readonly grants?: readonly Grant[]
  readonly groupIds?: readonly string[]
  readonly initial?: boolean
  readonly mustChangePassword?: boolean
}

/** Adds an account; returns its id. Throws `username_taken` (the database says so) and `unknown_group`. */
export async function addAccount(tx: Tx, account: NewAccount, actor: Actor): Promise<string> {
  const id = newId()
  const { username, name, passwordHash, role } = account
  const added = await insertAccount(tx, {
    id,
    username,
    name,
    phone: account.phone ?? null,
    passwordHash,
    role,
    grants: orderedGrants(account.grants ?? []),
    initial: account.initial ?? false,
    mustChangePassword: account.mustChangePassword ?? false,
  })
  if (!added) throw new AppError('username_taken')
  if (role === 'agent') await createAgent(tx, id)
  await setGroupsOf(tx, id, account.groupIds ?? [])
  await audit(tx, actor, 'account.create', { targetId: id, details: { role } })
  await notify(tx, 'accounts', 0)
  return id
}

/** One that the system or the operator at the machine adds. Throws `username_taken`. */
export async function createAccount(
  tx: Tx,
  { password, ...account }: Omit<NewAccount, 'passwordHash'> & { readonly password: string },
): Promise<string> {
  return addAccount(tx, { ...account, passwordHash: await hashPassword(password) }, system)
}

/** 创建账号: its first sign-in must change the password. Throws `username_taken`, `unknown_group`. */
export async function createByAdministrator({
  ctx,
  actor,
  input: { password, ...account },
}: {
  ctx: AppContext
  actor: AccountActor
  input: z.output<typeof createAccountShape>
}): Promise<Account> {
  const passwordHash = await hashPassword(password)
  return ctx.db.transaction().execute(async (tx) => {
    // Groups before the username, as an import locks them.
    await holdGroups(tx, account.groupIds)
    const id = await addAccount(tx, { ...account, passwordHash, mustChangePassword: true }, actor)
    return presentChanged(tx, id)
  })
}
