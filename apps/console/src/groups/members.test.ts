import { expect, it } from 'vitest'
import { candidates } from './members.ts'

const agent = (id: string, name: string, disabled = false) => ({
  id,
  name,
  username: `user-${id}`,
  disabled,
})
const agents = [agent('1', '张三'), agent('2', 'Li Si'), agent('3', '王五', true)]

it('offers agents that are neither in the group nor disabled', () => {
  expect(candidates(agents, [{ id: '1' }], '').shown.map(({ id }) => id)).toEqual(['2'])
})

it('finds them by a part of name or username, in capitals or not', () => {
  expect(candidates(agents, [], ' li ').shown.map(({ id }) => id)).toEqual(['2'])
  expect(candidates(agents, [], 'USER-1').shown.map(({ id }) => id)).toEqual(['1'])
  expect(candidates(agents, [], '%').shown).toEqual([])
})

it('shows a hundred and says how many more there are', () => {
  const many = Array.from({ length: 130 }, (_, index) => agent(String(index), '坐席'))
  expect(candidates(many, [], '')).toMatchObject({ more: 30 })
  expect(candidates(many, [], '').shown).toHaveLength(100)
})
