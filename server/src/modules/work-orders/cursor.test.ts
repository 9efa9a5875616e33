import { expect, it } from 'vitest'
import { newId } from '../../platform/ids.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'

it('a cursor names the row it was made of', () => {
  const id = newId()
  expect(decodeCursor(encodeCursor(id))).toBe(id)
})

it.each(['', 'x', '../../etc/passwd', "' or 1=1", 'A'.repeat(200), 'AAAAAAAAAAAAAAAAAAAAAB'])(
  '%j is no cursor',
  (cursor) => {
    expect(() => decodeCursor(cursor)).toThrow('invalid_input')
  },
)
