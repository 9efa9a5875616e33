import { parseArgs } from 'node:util'
import { resetPassword as reset } from '../../server/src/modules/accounts/reset-password.ts'
import { AppError } from '../../server/src/platform/app-error.ts'
import { jobs } from '../../server/src/platform/jobs/jobs.ts'
import { withDatabase } from './installation.ts'
import { passwordToSet } from './password.ts'

/** Sets a new password of an account, unlocks it and ends its sessions. */
export const resetPassword = async (args: string[]): Promise<number> => {
  const { values } = parseArgs({ args, options: { username: { type: 'string' } } })
  const { username } = values
  if (!username) throw new Error('Say which: --username NAME.')
  const { remark, ...change } = passwordToSet()
  try {
    if (!(await withDatabase((db) => reset({ db, jobs }, username, change))))
      throw new Error(`There is no account "${username}".`)
  } catch (cause) {
    if (!(cause instanceof AppError && cause.code === 'account_in_call')) throw cause
    throw new Error(`"${username}" is in a call: try again when it is over.`, { cause })
  }
  console.log(`"${username}" has a new password; ${remark}.`)
  return 0
}
