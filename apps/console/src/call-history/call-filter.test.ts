import { describe, expect, it } from 'vitest'
import { callFilterQuery, readCallFilter, writeCallFilter } from './call-filter.ts'

const id = '0190f2a0-0000-7000-8000-000000000001'

describe('the filter of 通话历史', () => {
  it('comes back from the address as it went in', () => {
    const filters = [
      {},
      {
        search: '2026',
        agentId: id,
        businessTypeId: id,
        cancelled: 'false',
        disposition: 'unfilled',
        period: { preset: 'today' },
      },
    ] as const
    for (const filter of filters) expect(readCallFilter(writeCallFilter(filter))).toEqual(filter)
  })

  it('takes nonsense in an address for nothing', () => {
    const params = new URLSearchParams('handler=x&type=x&cancelled=maybe&end=well&period=ever')
    expect(readCallFilter(params)).toEqual({})
  })

  it('asks for what is set only', () => {
    expect(callFilterQuery({ cancelled: 'true' }, 0)).toEqual({ cancelled: 'true' })
  })
})
