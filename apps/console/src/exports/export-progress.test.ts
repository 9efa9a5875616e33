import { exportStates } from '@veridesk/contract/exports'
import { expect, it } from 'vitest'
import { hasFile, isUnderWay, percentOf } from './export-progress.ts'

const job = { state: 'running', rows: 0, total: null, expiresAt: null } as const

it('is under way until it is done, failed or cancelled', () => {
  expect(exportStates.filter((state) => isUnderWay({ state }))).toEqual(['queued', 'running'])
})

it('says how far it is once it knows how much there is, and 100 only when it is done', () => {
  expect(percentOf(job)).toBeNull()
  expect(percentOf({ ...job, rows: 333, total: 1000 })).toBe(33)
  expect(percentOf({ ...job, rows: 1005, total: 1000 })).toBe(99)
  expect(percentOf({ ...job, total: 0 })).toBe(99)
  expect(percentOf({ ...job, state: 'done', total: 0 })).toBe(100)
})

it('offers the file until it expires', () => {
  const done = { ...job, state: 'done', expiresAt: '2026-01-02T00:00:00Z' } as const
  expect(hasFile(done, Date.parse('2026-01-01T23:59:59Z'))).toBe(true)
  expect(hasFile(done, Date.parse('2026-01-02T00:00:00Z'))).toBe(false)
  expect(hasFile({ ...done, state: 'cancelled' }, 0)).toBe(false)
})
