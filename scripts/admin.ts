/** `npm run admin -- <verb>`: what an operator does without a browser. */
import { createAdmin } from './admin/create-admin.ts'
import { doctor } from './admin/doctor.ts'
import { resetPassword } from './admin/reset-password.ts'
import { rotateKeys } from './admin/rotate-keys.ts'

const verbs = new Map([
  ['doctor', { run: doctor, about: 'checks the installation and says what is wrong' }],
  [
    'create-admin',
    {
      run: createAdmin,
      about: '--username U [--name N]  adds an administrator; the password is printed once',
    },
  ],
  [
    'reset-password',
    {
      run: resetPassword,
      about: '--username U  sets a new password, printed once, and ends the sessions',
    },
  ],
  [
    'rotate-keys',
    {
      run: rotateKeys,
      about: '[--new-secret-key-file F]  seals personal data under a new key, and the keys under F',
    },
  ],
])

const [name = '', ...args] = process.argv.slice(2)
const verb = verbs.get(name)
if (verb) {
  try {
    process.exitCode = await verb.run(args)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
} else {
  if (name) console.error(`There is no "${name}".`)
  console.error('npm run admin -- <verb>, one of:')
  for (const [each, { about }] of verbs) console.error(`  ${each.padEnd(15)} ${about}`)
  process.exitCode = 2
}
