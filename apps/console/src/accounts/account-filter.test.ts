import { expect, it } from 'vitest'
import { filterQuery, isFiltered, noFilter } from './account-filter.ts'

it('asks for everything where nothing is chosen', () => {
  expect(filterQuery(noFilter)).toEqual({})
  expect(isFiltered({ ...noFilter, search: '  ' })).toBe(false)
})

it('asks for what is chosen', () => {
  expect(filterQuery({ search: ' 张 ', role: 'agent', groupId: 'g', state: 'online' })).toEqual({
    search: '张',
    role: 'agent',
    groupId: 'g',
    online: 'true',
  })
})

it('does not count disabled accounts as offline', () => {
  expect(filterQuery({ ...noFilter, state: 'offline' })).toEqual({
    online: 'false',
    disabled: 'false',
  })
  expect(filterQuery({ ...noFilter, state: 'disabled' })).toEqual({ disabled: 'true' })
})
