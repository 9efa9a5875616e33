import { generatePassword } from '../postgres/cluster.ts'

/**
 * ADMIN_PASSWORD where it is set, else a new one. Not an argument: those stand in the process list and
 * in the shell's history.
 */
export const passwordToSet = (): { password: string; remark: string } => {
  const given = process.env['ADMIN_PASSWORD']
  if (given) return { password: given, remark: 'the password is the one in ADMIN_PASSWORD' }
  const password = generatePassword()
  return { password, remark: `password ${password}` }
}
