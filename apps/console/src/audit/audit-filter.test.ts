import { describe, expect, it } from 'vitest'
import { auditFilterQuery, readAuditFilter, writeAuditFilter } from './audit-filter.ts'

const id = '0190f2a0-0000-7000-8000-000000000001'

describe("the audit log's filter", () => {
  it('comes back from the address as it went in', () => {
    const filters = [
      {},
      {
        search: '20260001',
        actorId: id,
        action: 'work-order.view',
        targetId: id,
        period: { from: '2026-01-01', to: '2026-01-02' },
      },
    ] as const
    for (const filter of filters) expect(readAuditFilter(writeAuditFilter(filter))).toEqual(filter)
  })

  it('takes nonsense in an address for nothing', () => {
    const params = new URLSearchParams("actor=me&action='; drop&target=1&from=2026-01-01")
    expect(readAuditFilter(params)).toEqual({})
  })

  it('searches by task number', () => {
    expect(auditFilterQuery({ search: '2026' }, 0)).toEqual({ taskNumber: '2026' })
  })
})
