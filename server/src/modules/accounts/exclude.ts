/** 踢出, 禁用, 启用 and 删除 (manual 3.17). */
import type { Account } from '@veridesk/contract'
import type { AccountActor } from '../../actor.ts'
import type { Tx } from '../../database.ts'
import { AppError } from '../../platform/app-error.ts'
import { notifyAll } from '../../platform/realtime/bus.ts'
import { letAgentStay } from '../agents/service.ts'
import { audit } from '../audit/service.ts'
import { setGroupsOf } from '../groups/membership.ts'
import {
  assertNotLastAdministrator,
  lockTarget,
  presentChanged,
  type Administer,
} from './administration.ts'
import { putOutOfCall } from './put-out.ts'
import { markDeleted, updateAccount } from './repository.ts'

/** What becomes of the call that the account is in. */
type CallChoice = 'end' | 'finish' | undefined

const tell = (tx: Tx, id: string) =>
  notifyAll(tx, [
    { topic: 'accounts', version: 0 },
    { topic: `account:${id}`, version: 0 },
  ])

/** Throws `own_account` where somebody would lock itself out. */
function assertNotOwn(actor: AccountActor, id: string): void {
  if (actor.accountId === id) throw new AppError('own_account')
}

/** 踢出: ends every session. Throws `not_found`, `initial_account`, `account_in_call`. */
export const kick = ({
  ctx,
  actor,
  id,
  call,
}: Administer & { call: CallChoice }): Promise<Account> =>
  ctx.db.transaction().execute(async (tx) => {
    const target = await lockTarget(tx, actor, id)
    await putOutOfCall(ctx, tx, target, { reason: 'kicked', call }, actor)
    await audit(tx, actor, 'account.kick', { targetId: id, details: call ? { call } : {} })
    await tell(tx, id)
    return presentChanged(tx, id)
  })

/**
 * 禁用: as `kick`, and nobody signs in any more. Throws besides `own_account`, `last_administrator`.
 */
export const disable = ({
  ctx,
  actor,
  id,
  call,
}: Administer & { call: CallChoice }): Promise<Account> =>
  ctx.db.transaction().execute(async (tx) => {
    assertNotOwn(actor, id)
    const target = await lockTarget(tx, actor, id)
    await assertNotLastAdministrator(tx, target)
    await putOutOfCall(ctx, tx, target, { reason: 'disabled', call }, actor)
    await updateAccount(tx, id, { disabled: true })
    await audit(tx, actor, 'account.disable', { targetId: id, details: call ? { call } : {} })
    await tell(tx, id)
    return presentChanged(tx, id)
  })

/** 启用. Throws `not_found`. */
export const enable = ({ ctx, actor, id }: Administer): Promise<Account> =>
  ctx.db.transaction().execute(async (tx) => {
    const target = await lockTarget(tx, actor, id)
    if (target.role === 'agent') await letAgentStay(tx, id)
    await updateAccount(tx, id, { disabled: false })
    await audit(tx, actor, 'account.enable', { targetId: id })
    await tell(tx, id)
    return presentChanged(tx, id)
  })

/**
 * 删除: as `disable`; whatever the account did keeps its name, the username is free again. Throws the same.
 */
export const deleteAccount = ({
  ctx,
  actor,
  id,
  call,
}: Administer & { call: CallChoice }): Promise<void> =>
  ctx.db.transaction().execute(async (tx) => {
    assertNotOwn(actor, id)
    const target = await lockTarget(tx, actor, id)
    await assertNotLastAdministrator(tx, target)
    await putOutOfCall(ctx, tx, target, { reason: 'deleted', call }, actor)
    await setGroupsOf(tx, id, [])
    await markDeleted(tx, id)
    await audit(tx, actor, 'account.delete', { targetId: id, details: call ? { call } : {} })
    await tell(tx, id)
  })
