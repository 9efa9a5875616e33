/** 个人设置 (manual 3.15). */
import type { z } from 'zod'
import type {
  changePassword as changePasswordShape,
  Profile,
  saveProfile,
} from '@veridesk/contract'
import type { AccountActor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import type { Tx } from '../../database.ts'
import { AppError } from '../../platform/app-error.ts'
import { notifyAll } from '../../platform/realtime/bus.ts'
import { agentSignedIn } from '../agents/service.ts'
import { audit } from '../audit/service.ts'
import { endSessions } from './end-sessions.ts'
import { hashPassword, verifyPassword } from './password.ts'
import { lockAccount, selectAccount, updateAccount, type LockedAccount } from './repository.ts'
import { changedFields } from './rules.ts'

interface Own {
  readonly ctx: AppContext
  readonly actor: AccountActor
}

const present = ({ version, username, name, phone, role }: LockedAccount): Profile => ({
  version,
  username,
  name,
  phone,
  role,
})

/** The own row, locked. Somebody may have deleted the account since the request came. */
async function lockOwn(tx: Tx, { accountId }: AccountActor): Promise<LockedAccount> {
  const own = await lockAccount(tx, accountId)
  if (!own) throw new AppError('not_signed_in')
  return own
}

const tell = (tx: Tx, { accountId, sessionId }: AccountActor) =>
  notifyAll(tx, [
    { topic: `account:${accountId}`, version: 0 },
    { topic: `session:${sessionId}`, version: 0 },
    { topic: 'accounts', version: 0 },
  ])

/** The own name and phone. */
export const readProfile = async ({ ctx, actor }: Own): Promise<Profile> =>
  present(await selectAccount(ctx.db, actor.accountId))

/** Throws `stale_version`. */
export const editProfile = ({
  ctx,
  actor,
  input,
}: Own & { input: z.output<typeof saveProfile> }): Promise<Profile> =>
  ctx.db.transaction().execute(async (tx) => {
    const before = await lockOwn(tx, actor)
    if (before.version !== input.version) throw new AppError('stale_version')
    const { name } = input
    const phone = input.phone ?? null
    await updateAccount(tx, before.id, { name, phone })
    const details = { changed: changedFields(before, { name, phone }) }
    await audit(tx, actor, 'profile.edit', { targetId: before.id, details })
    await tell(tx, actor)
    return present({ ...before, name, phone, version: before.version + 1 })
  })

/**
 * The own password; ends the other sessions. Whoever had to change it can work from now on: an agent
 * becomes what signing in makes of it. Throws `wrong_password`, `same_password`.
 */
export async function changePassword({
  ctx,
  actor,
  input: { current, password },
}: Own & { input: z.output<typeof changePasswordShape> }): Promise<void> {
  const { passwordHash: checked } = await selectAccount(ctx.db, actor.accountId)
  if (!(await verifyPassword(checked, current))) throw new AppError('wrong_password')
  if (password === current) throw new AppError('same_password')
  const passwordHash = await hashPassword(password)
  await ctx.db.transaction().execute(async (tx) => {
    const own = await lockOwn(tx, actor)
    // Changed elsewhere since it was checked.
    if (own.passwordHash !== checked) throw new AppError('wrong_password')
    await updateAccount(tx, own.id, { passwordHash, mustChangePassword: false })
    await endSessions(tx, own.id, 'password-changed', actor, actor.sessionId)
    if (own.mustChangePassword) await agentSignedIn(tx, actor)
    await audit(tx, actor, 'profile.change-password', { targetId: own.id })
    await tell(tx, actor)
  })
}
