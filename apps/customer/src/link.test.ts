import { expect, test } from 'vitest'
import { linkOf, linkTokenOf, phoneOfHash } from './link.ts'

test.each([
  ['/c/abcDEF123_-x', 'abcDEF123_-x'],
  ['/c/abcDEF123_-x/', 'abcDEF123_-x'],
  ['/c', null],
  ['/c/', null],
  ['/c/a/b', null],
])('%s carries the token %s', (path, token) => {
  expect(linkTokenOf(path)).toBe(token)
})

test('the link is made again from what is known', () => {
  expect(linkOf('abcDEF123_-x', 'https://video.example.com')).toBe(
    'https://video.example.com/c/abcDEF123_-x',
  )
  expect(linkOf(null, 'https://video.example.com')).toBe('https://video.example.com/c')
})

test("a mini program's address brings the phone number, anything else behind # is none", () => {
  expect(phoneOfHash('#phone=15618293093')).toBe('15618293093')
  expect(phoneOfHash('')).toBeNull()
  expect(phoneOfHash('#phone=156')).toBeNull()
  expect(phoneOfHash('#phone=15618293093&x')).toBeNull()
})
