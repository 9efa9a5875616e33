import { expect, test } from 'vitest'
import { isMobile, mobileOf } from './mobile-number.ts'

test.each([
  ['15618293093', '15618293093'],
  ['156 1829 3093', '15618293093'],
  ['+86 156-1829-3093', '15618293093'],
  ['008615618293093', '15618293093'],
  ['8615618293093', '15618293093'],
  ['156182930931', '15618293093'],
  ['86', '86'],
  ['电话', ''],
])('%s is read as %s', (typed, digits) => {
  expect(mobileOf(typed)).toBe(digits)
})

test('a number that is not complete or no mobile number is none', () => {
  expect(isMobile('15618293093')).toBe(true)
  expect(isMobile('1561829309')).toBe(false)
  expect(isMobile('02161829309')).toBe(false)
  expect(isMobile('12618293093')).toBe(false)
})
