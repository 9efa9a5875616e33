import { parseArgs } from 'node:util'
import { createAccount } from '../../server/src/modules/accounts/create.ts'
import { AppError } from '../../server/src/platform/app-error.ts'
import { migrate } from '../../server/src/platform/db/migrate.ts'
import { withDatabase } from './installation.ts'
import { passwordToSet } from './password.ts'

/** Adds an administrator. */
export const createAdmin = async (args: string[]): Promise<number> => {
  const { values } = parseArgs({
    args,
    options: { username: { type: 'string' }, name: { type: 'string' } },
  })
  const { username } = values
  if (!username) throw new Error('Say which: --username NAME.')
  const { password, remark, mustChangePassword } = passwordToSet()
  const name = values.name ?? username
  const account = { username, name, password, role: 'admin', mustChangePassword } as const
  try {
    await withDatabase(async (db, pool) => {
      await migrate(pool)
      await db.transaction().execute((tx) => createAccount(tx, account))
    })
  } catch (cause) {
    if (!(cause instanceof AppError && cause.code === 'username_taken')) throw cause
    throw new Error(`There is an account "${username}" already.`, { cause })
  }
  console.log(`Administrator "${username}" added; ${remark}.`)
  return 0
}
