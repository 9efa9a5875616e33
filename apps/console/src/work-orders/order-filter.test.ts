import { describe, expect, it } from 'vitest'
import { pageQuery, countsQuery, readOrderFilter, writeOrderFilter } from './order-filter.ts'

const id = '0190f2a0-0000-7000-8000-000000000001'
const now = Date.parse('2026-03-02T04:00:00Z')
const read = (query: string) => readOrderFilter(new URLSearchParams(query))

describe("the list's filter", () => {
  it('comes back from the address as it went in', () => {
    const filters = [
      { sort: 'created', ascending: false },
      {
        status: 'processing',
        search: "50%' OR 1=1 --",
        handlerId: id,
        businessTypeId: id,
        period: { preset: 'week' },
        sort: 'updated',
        ascending: true,
      },
      {
        search: '田𠮷😀',
        period: { from: '2026-01-01', to: '2026-01-31' },
        sort: 'created',
        ascending: false,
      },
    ] as const
    for (const filter of filters) expect(read(writeOrderFilter(filter).toString())).toEqual(filter)
  })

  it('leaves the address empty where nothing is set', () => {
    expect(writeOrderFilter({ sort: 'created', ascending: false }).toString()).toBe('')
  })

  it('takes nonsense in an address for nothing', () => {
    expect(
      read('status=lost&handler=me&type=1&sort=name&order=up&from=x&to=y&search=%20%0A'),
    ).toEqual({ sort: 'created', ascending: false })
    expect(read(`search=${'长'.repeat(80)}`).search).toHaveLength(60)
  })

  it('asks for counts without the tab, so that every tab tells its own', () => {
    const filter = { status: 'pending', search: '2020', sort: 'updated', ascending: true } as const
    expect(countsQuery(filter, now)).toEqual({ search: '2020', sort: 'updated' })
    expect(pageQuery(filter, now, 'c')).toEqual({
      search: '2020',
      sort: 'updated',
      status: 'pending',
      ascending: 'true',
      cursor: 'c',
    })
  })
})
