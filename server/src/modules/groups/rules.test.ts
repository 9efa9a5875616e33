import { expect, it } from 'vitest'
import { leadsTo } from './rules.ts'

const overflows = new Map([
  ['a', 'b'],
  ['b', 'c'],
  ['c', null],
  ['x', 'y'],
  ['y', 'x'],
])

it.each([
  ['a', 'a', true],
  ['b', 'a', true],
  ['c', 'a', true],
  ['a', 'b', false],
  ['a', 'c', false],
  ['a', 'nowhere', false],
  // Whatever a database may hold, this ends.
  ['a', 'x', false],
])('%s is met from %s on: %s', (id, to, expected) => {
  expect(leadsTo(id, to, overflows)).toBe(expected)
})
