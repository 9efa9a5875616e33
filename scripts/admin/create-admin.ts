import { parseArgs } from 'node:util'
import { createAccount } from '../../server/src/modules/accounts/service.ts'
import { migrate } from '../../server/src/platform/db/migrate.ts'
import { withDatabase } from './installation.ts'
import { passwordToSet } from './password.ts'

/** PostgreSQL's code. */
const uniqueViolation = '23505'

/** Adds an administrator. */
export const createAdmin = async (args: string[]): Promise<number> => {
  const { values } = parseArgs({
    args,
    options: { username: { type: 'string' }, name: { type: 'string' } },
  })
  const { username } = values
  if (!username) throw new Error('Say which: --username NAME.')
  const { password, remark } = passwordToSet()
  const account = { username, name: values.name ?? username, password, role: 'admin' } as const
  try {
    await withDatabase(async (db, pool) => {
      await migrate(pool)
      await db.transaction().execute((tx) => createAccount(tx, account))
    })
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === uniqueViolation)) throw cause
    throw new Error(`There is an account "${username}" already.`, { cause })
  }
  console.log(`Administrator "${username}" added; ${remark}.`)
  return 0
}
