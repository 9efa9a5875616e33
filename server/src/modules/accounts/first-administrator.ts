import type { AppContext } from '../../context.ts'
import { createAccount, hasNoAccounts } from './service.ts'

/** With DEMO=0, on an empty installation: the first administrator, who cannot be removed (manual 3.17). */
export async function ensureFirstAdministrator(ctx: AppContext): Promise<void> {
  if (!(await hasNoAccounts(ctx))) return
  const password = ctx.config.adminPassword
  if (!password) {
    console.error(
      'Nobody can sign in yet: set ADMIN_PASSWORD, or run npm run admin -- create-admin.',
    )
    return
  }
  await ctx.db
    .transaction()
    .execute((tx) =>
      createAccount(tx, {
        username: 'admin',
        name: '管理员',
        password,
        role: 'admin',
        initial: true,
      }),
    )
}
