import { expect, test } from 'vitest'
import { isDoubtfulIdNumber } from '../../../server/src/modules/work-orders/rules.ts'
import { people } from './people.ts'

test('people are the same on every run and have ID numbers that the product believes', () => {
  const made = [...people(500)]
  expect([...people(500)]).toEqual(made)
  const idNumbers = made.flatMap(({ idNumber }) => (idNumber === null ? [] : [idNumber]))
  expect(idNumbers.length).toBeGreaterThan(300)
  expect(idNumbers.filter((each) => isDoubtfulIdNumber(each, new Date()))).toEqual([])
  expect(made.every(({ phone }) => /^1[3-9]\d{9}$/.test(phone))).toBe(true)
})
