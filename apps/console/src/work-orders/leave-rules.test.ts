import { expect, it } from 'vitest'
import { paths } from '../paths.ts'
import { leaves } from './leave-rules.ts'

it('asks before the page of an order is left with something unsaved', () => {
  expect(leaves('a', paths.workOrders)).toBe(true)
  expect(leaves('a', paths.workOrder('b'))).toBe(true)
  expect(leaves('a', paths.callHistory)).toBe(true)
})

it('lets tabs, an answered call and the end of the session pass', () => {
  for (const path of [
    paths.workOrder('a'),
    paths.workOrder('a', 'records'),
    paths.call('c'),
    paths.signIn,
    paths.signedOut,
  ])
    expect(leaves('a', path)).toBe(false)
})
