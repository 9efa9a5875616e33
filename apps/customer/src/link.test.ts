import { expect, test } from 'vitest'
import { linkTokenOf } from './link.ts'

test.each([
  ['/c/abcDEF123_-x', 'abcDEF123_-x'],
  ['/c/abcDEF123_-x/', 'abcDEF123_-x'],
  ['/c', null],
  ['/c/', null],
  ['/c/a/b', null],
])('%s carries the token %s', (path, token) => {
  expect(linkTokenOf(path)).toBe(token)
})
