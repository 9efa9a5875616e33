import type { z } from 'zod'
import type { Account, saveAccount } from '@veridesk/contract'
import type { AppContext } from '../../context.ts'
import type { AccountActor } from '../../actor.ts'
import type { Tx } from '../../database.ts'
import { AppError } from '../../platform/app-error.ts'
import { notify } from '../../platform/realtime/bus.ts'
import { createAgent } from '../agents/service.ts'
import { audit } from '../audit/service.ts'
import { setGroupsOf } from '../groups/membership.ts'
import {
  assertNotLastAdministrator,
  lockTarget,
  presentChanged,
  type Administer,
} from './administration.ts'
import { putOut } from './put-out.ts'
import { updateAccount, type LockedAccount } from './repository.ts'
import { changedFields, orderedGrants, sameGrants } from './rules.ts'
import { findLiveSession } from './session-repository.ts'

/** A role decides what a page shows and whether one is rung: whoever changes it begins anew. */
async function changeRole(
  ctx: Pick<AppContext, 'jobs'>,
  tx: Tx,
  target: LockedAccount,
  actor: AccountActor,
): Promise<void> {
  await assertNotLastAdministrator(tx, target)
  await putOut(ctx, tx, target, 'role-changed', actor)
  if (target.role === 'admin') await createAgent(tx, target.id)
}

/** Sockets ask again what their page may follow. */
async function tellSession(tx: Tx, accountId: string): Promise<void> {
  const live = await findLiveSession(tx, accountId)
  if (live) await notify(tx, `session:${live.id}`, 0)
}

/**
 * 编辑. A change of role ends the account's sessions. Throws `not_found`, `initial_account`,
 * `stale_version`, `own_rights`, `last_administrator`, `account_in_call`, `unknown_group`.
 */
export const editAccount = ({
  ctx,
  actor,
  id,
  input,
}: Administer & { input: z.output<typeof saveAccount> }): Promise<Account> =>
  ctx.db.transaction().execute(async (tx) => {
    const target = await lockTarget(tx, actor, id)
    if (target.version !== input.version) throw new AppError('stale_version')
    const { name, role } = input
    const phone = input.phone ?? null
    const grants = orderedGrants(input.grants)
    const newRole = role !== target.role
    const newGrants = !sameGrants(grants, target.grants)
    if (id === actor.accountId && (newRole || newGrants)) throw new AppError('own_rights')
    if (newRole) await changeRole(ctx, tx, target, actor)
    await updateAccount(tx, id, { name, phone, role, grants })
    const groups = await setGroupsOf(tx, id, input.groupIds)
    await audit(tx, actor, 'account.edit', {
      targetId: id,
      details: {
        changed: changedFields(target, { name, phone }),
        ...(newRole ? { role: { from: target.role, to: role } } : {}),
        ...(newGrants ? { grants: { from: target.grants, to: grants } } : {}),
        ...(groups.added.length + groups.removed.length > 0 ? { groups } : {}),
      },
    })
    await tellSession(tx, id)
    await notify(tx, `account:${id}`, 0)
    await notify(tx, 'accounts', 0)
    return presentChanged(tx, id)
  })
