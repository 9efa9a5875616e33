import { parseArgs } from 'node:util'
import { resetPassword as reset } from '../../server/src/modules/accounts/service.ts'
import { withDatabase } from './installation.ts'
import { passwordToSet } from './password.ts'

/** Sets a new password of an account, unlocks it and ends its sessions. */
export const resetPassword = async (args: string[]): Promise<number> => {
  const { values } = parseArgs({ args, options: { username: { type: 'string' } } })
  const { username } = values
  if (!username) throw new Error('Say which: --username NAME.')
  const { password, remark } = passwordToSet()
  if (!(await withDatabase((db) => reset({ db }, username, password)))) {
    throw new Error(`There is no account "${username}".`)
  }
  console.log(`"${username}" has a new password; ${remark}.`)
  return 0
}
