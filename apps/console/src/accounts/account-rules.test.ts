import { describe, expect, it } from 'vitest'
import { accountActs, presenceOf, reasonAgainst } from './account-rules.ts'

const row = { id: 'a', initial: false, online: true, callId: null as string | null }
const allOf = (over: Partial<typeof row>, ownId = 'me') =>
  Object.fromEntries(
    accountActs.map((act) => [act, reasonAgainst(act, { ...row, ...over }, ownId)]),
  )

describe('what may be done to an account', () => {
  it('is everything, where it is another one that is signed in', () => {
    expect(Object.values(allOf({})).every((reason) => reason === null)).toBe(true)
  })

  it('is no 踢出 where nobody is signed in', () => {
    expect(allOf({ online: false })).toMatchObject({ kick: 'offline', disable: null })
  })

  it('is nothing for the initial administrator, by others', () => {
    expect(allOf({ initial: true })).toEqual({
      edit: 'initial',
      delete: 'initial',
      kick: 'initial',
      disable: 'initial',
      enable: null,
      password: 'initial',
    })
  })

  it('is only 编辑 for the own account', () => {
    expect(allOf({}, 'a')).toEqual({
      edit: null,
      delete: 'own',
      kick: 'ownKick',
      disable: 'own',
      enable: null,
      password: 'ownPassword',
    })
    expect(allOf({ initial: true }, 'a')).toMatchObject({ edit: null, delete: 'initialOwn' })
  })

  it('is no new password in mid-call; 踢出 asks what becomes of the call', () => {
    expect(allOf({ callId: 'c' })).toMatchObject({ password: 'inCall', kick: null, delete: null })
  })
})

it('calls a disabled account disabled, whether somebody is still signed in or not', () => {
  expect(presenceOf({ disabled: true, online: true, callId: 'c' }).word).toBe('disabled')
  expect(presenceOf({ disabled: false, online: true, callId: null }).word).toBe('online')
  expect(presenceOf({ disabled: false, online: false, callId: null }).word).toBe('offline')
})
