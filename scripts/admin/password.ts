import { generatePassword } from '../postgres/cluster.ts'

/**
 * ADMIN_PASSWORD where it is set, else a new one. Not an argument: those stand in the process list and
 * in the shell's history. One that was made up must be changed at the first sign-in.
 */
export const passwordToSet = (): {
  password: string
  remark: string
  mustChangePassword: boolean
} => {
  const given = process.env['ADMIN_PASSWORD']
  if (given)
    return {
      password: given,
      remark: 'the password is the one in ADMIN_PASSWORD',
      mustChangePassword: false,
    }
  const password = generatePassword()
  return {
    password,
    remark: `password ${password}, to be changed at the first sign-in`,
    mustChangePassword: true,
  }
}
