import { createAccount, saveAccount, type Account } from '@veridesk/contract/account-admin'
import { expect, it } from 'vitest'
import { fieldAt, toCreate, toSave, typedFrom, typedNew } from './account-form.ts'

const id = '0197f0a0-0000-7000-8000-000000000001'
const account: Account = {
  id,
  version: 4,
  username: 'zhang',
  name: '张三',
  role: 'agent',
  initial: false,
  grants: ['review'],
  phone: '13800001111',
  groups: [{ id, name: '理赔组' }],
  disabled: false,
  online: true,
  agentState: 'idle',
  callId: null,
  leaving: false,
  createdAt: '2026-01-01T00:00:00Z',
  mustChangePassword: false,
  lockedUntil: null,
  lastSignInAt: null,
}

it('a new account, filled in, is one that the contract takes', () => {
  const request = toCreate({ ...typedNew(), username: ' li.si ', name: ' 李四 ', groupIds: [id] })
  expect(request).toMatchObject({ username: 'li.si', name: '李四', role: 'agent', groupIds: [id] })
  expect(createAccount.safeParse(request).success).toBe(true)
  expect('phone' in request).toBe(false)
})

it('an account that is saved as it was read stays as it is', () => {
  const request = toSave(account, typedFrom(account))
  expect(saveAccount.parse(request)).toEqual({
    version: 4,
    name: '张三',
    phone: '13800001111',
    role: 'agent',
    grants: ['review'],
    groupIds: [id],
  })
})

it('an agent who becomes an administrator leaves the groups', () => {
  expect(toSave(account, { ...typedFrom(account), role: 'admin' }).groupIds).toEqual([])
})

it("finds the field that the server's refusal names", () => {
  expect(fieldAt('body.name')).toBe('name')
  expect(fieldAt('groupIds.3')).toBe('groupIds')
  expect(fieldAt('version')).toBeNull()
})
