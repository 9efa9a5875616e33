import { expect, it } from 'vitest'
import { moved, problemOf, row } from './rows.ts'

it('moves an entry up and down and stops at the edges', () => {
  expect(moved(['a', 'b', 'c'], 1, -1)).toEqual(['b', 'a', 'c'])
  expect(moved(['a', 'b', 'c'], 1, 1)).toEqual(['a', 'c', 'b'])
  expect(moved(['a', 'b', 'c'], 0, -1)).toEqual(['a', 'b', 'c'])
  expect(moved(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'b', 'c'])
})

it('says what keeps a list from being saved', () => {
  expect(problemOf([], true)).toBe('missing')
  expect(problemOf([], false)).toBeNull()
  expect(problemOf([row({ name: ' ' })], true)).toBe('empty')
  expect(problemOf([row({ name: '退保' }), row({ name: ' 退保 ' })], true)).toBe('twice')
  expect(problemOf([row({ name: '退保' }), row({ name: '复效' })], true)).toBeNull()
})

it('gives every new row a key of its own and keeps a stored row its id', () => {
  expect(row().key).not.toBe(row().key)
  expect(row({ id: 'x', name: '退保', required: true })).toEqual({
    key: 'x',
    id: 'x',
    name: '退保',
    required: true,
  })
})
