import { expect, it } from 'vitest'
import { profileChange } from './profile-change.ts'

const held = { version: 3, username: 'zhang', name: '张三', phone: null, role: 'agent' } as const

it('saves nothing where nothing differs, spaces apart', () => {
  expect(profileChange(held, { name: ' 张三 ', phone: '' })).toBeNull()
  expect(
    profileChange({ ...held, phone: '13800001111' }, { name: '张三', phone: '13800001111' }),
  ).toBe(null)
})

it('gives the version that was read, the new name and the phone', () => {
  expect(profileChange(held, { name: '张四', phone: '13800001111' })).toEqual({
    version: 3,
    name: '张四',
    phone: '13800001111',
  })
})

it('leaves an emptied phone out: that removes it', () => {
  expect(profileChange({ ...held, phone: '13800001111' }, { name: '张三', phone: ' ' })).toEqual({
    version: 3,
    name: '张三',
  })
})
