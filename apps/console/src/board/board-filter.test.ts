import { describe, expect, it } from 'vitest'
import { readBoardFilter, writeBoardFilter } from './board-filter.ts'

const groupId = '0197f0a0-0000-7000-8000-000000000000'

describe('the filter of the live board', () => {
  it('comes back from its address', () => {
    const filter = { groupId, state: 'wrap-up' } as const
    expect(readBoardFilter(writeBoardFilter(filter))).toEqual(filter)
    expect(writeBoardFilter({}).toString()).toBe('')
  })

  it('leaves out what makes no sense', () => {
    expect(readBoardFilter(new URLSearchParams('group=1&state=asleep'))).toEqual({})
  })
})
