import { newPassword as accepted } from '@veridesk/contract/account-admin'
import { expect, it } from 'vitest'
import { newPassword } from './new-password.ts'

it('makes passwords that the contract takes, that people can read, and never the same', () => {
  const made = Array.from({ length: 200 }, newPassword)
  for (const password of made) {
    expect(accepted.safeParse(password).success).toBe(true)
    expect(password).toMatch(/^[A-Za-z2-9]{12}$/)
    expect(password).not.toMatch(/[0O1lIoi]/)
  }
  expect(new Set(made).size).toBe(made.length)
})
