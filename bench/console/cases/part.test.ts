import { expect, test } from 'vitest'
import { together } from './part.ts'

test('every value gets its own place, in order, the added condition last', () => {
  const period = { query: { from: 'a', to: 'b' }, where: 't >= $ and t < $', values: ['a', 'b'] }
  const name = { query: { search: 'c' }, where: 'n = $', values: ['c'] }
  const asked = together(
    [period, name],
    (where) => where.join(' and '),
    (place) => `owner = ${place('d')}`,
  )
  expect(asked).toEqual({
    query: { from: 'a', to: 'b', search: 'c' },
    sql: 't >= $1 and t < $2 and n = $3 and owner = $4',
    values: ['a', 'b', 'c', 'd'],
  })
})
