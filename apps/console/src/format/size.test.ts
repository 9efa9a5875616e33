import { expect, it } from 'vitest'
import { countText, fileSize } from './size.ts'

it('writes a size in the unit that a person reads', () => {
  expect([0, 1023, 1024, 831_488, 1_468_006, 3 * 1024 ** 3].map(fileSize)).toEqual([
    '0 B',
    '1023 B',
    '1 KB',
    '812 KB',
    '1.4 MB',
    '3.00 GB',
  ])
})

it('says 999+ where the count is only a floor', () => {
  expect(countText({ value: 128, capped: false })).toBe('128')
  expect(countText({ value: 1000, capped: true })).toBe('999+')
})
