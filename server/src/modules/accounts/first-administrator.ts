import type { z } from 'zod'
import type { setUp as setUpShape } from '@veridesk/contract/accounts'
import type { AppContext } from '../../context.ts'
import { AppError } from '../../platform/app-error.ts'
import { hashToken, newToken } from '../../platform/crypto/tokens.ts'
import { deleteSetting, lockSetting, writeSetting } from '../settings/service.ts'
import { createAccount } from './create.ts'
import { hasNoAccounts } from './service.ts'

const setting = 'setup'
const hashOf = (token: string): string => hashToken(token).toString('hex')

/**
 * With DEMO=0, on an empty installation: makes the first administrator from ADMIN_PASSWORD, or else
 * returns the path of a one-time page where a person does it. Null where somebody exists.
 */
export async function ensureFirstAdministrator(ctx: AppContext): Promise<string | null> {
  if (!(await hasNoAccounts(ctx.db))) return null
  const password = ctx.config.adminPassword
  if (password) {
    const admin = {
      username: 'admin',
      name: '管理员',
      password,
      role: 'admin',
      initial: true,
    } as const
    await ctx.db.transaction().execute((tx) => createAccount(tx, admin))
    return null
  }
  const token = newToken()
  await writeSetting(ctx.db, setting, { hash: hashOf(token) })
  return `/setup/${token}`
}

/** Makes the first administrator (manual 3.2). `setup_done` where the address was used or replaced. */
export async function setUp({
  ctx,
  input,
}: {
  ctx: AppContext
  input: z.output<typeof setUpShape>
}): Promise<void> {
  await ctx.db.transaction().execute(async (tx) => {
    const expected = (await lockSetting(tx, setting)) as { hash: string } | undefined
    if (expected?.hash !== hashOf(input.token) || !(await hasNoAccounts(tx)))
      throw new AppError('setup_done')
    const { username, name, password } = input
    await createAccount(tx, { username, name, password, role: 'admin', initial: true })
    await deleteSetting(tx, setting)
  })
}
