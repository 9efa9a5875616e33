/** The form of an account as typed, and what the contract wants of it (manual 3.17). */
import type { Account, CreateAccount, SaveAccount } from '@veridesk/contract/account-admin'
import type { Grant, Role } from '@veridesk/contract/permissions'
import { newPassword } from './new-password.ts'

export interface TypedAccount {
  readonly username: string
  readonly name: string
  readonly phone: string
  readonly role: Role
  readonly grants: readonly Grant[]
  readonly groupIds: readonly string[]
  readonly password: string
}

export const usernamePattern = /^[a-z0-9._-]{2,32}$/i

export const typedNew = (): TypedAccount => ({
  username: '',
  name: '',
  phone: '',
  role: 'agent',
  grants: [],
  groupIds: [],
  password: newPassword(),
})

export const typedFrom = (account: Account): TypedAccount => ({
  username: account.username,
  name: account.name,
  phone: account.phone ?? '',
  role: account.role,
  grants: account.grants,
  groupIds: account.groups.map((group) => group.id),
  password: '',
})

function shared(typed: TypedAccount) {
  const phone = typed.phone.trim()
  return {
    name: typed.name.trim(),
    role: typed.role,
    grants: [...typed.grants],
    // Administrators are never rung: a group has nothing to do with them.
    groupIds: typed.role === 'agent' ? [...typed.groupIds] : [],
    ...(phone ? { phone } : {}),
  }
}

export const toCreate = (typed: TypedAccount): CreateAccount => ({
  ...shared(typed),
  username: typed.username.trim(),
  password: typed.password,
})

export const toSave = (base: Account, typed: TypedAccount): SaveAccount => ({
  ...shared(typed),
  version: base.version,
})

const fields: readonly (keyof TypedAccount)[] = [
  'username',
  'name',
  'phone',
  'role',
  'grants',
  'groupIds',
  'password',
]

/** The form's field behind a path of `invalid_input`, such as `body.name` or `groupIds.3`. */
export function fieldAt(path: string): keyof TypedAccount | null {
  const names = path.split(/[./]/)
  return fields.find((field) => names.includes(field)) ?? null
}
