import { expect, test } from 'vitest'
import { report, table } from './table.ts'

test('words stand left, numbers right, a missing cell stays empty', () => {
  expect(
    table([
      { case: 'no loss', fps: 25 },
      { case: '5 %', fps: 24.5, note: 'x' },
    ]),
  ).toBe(
    ['case      fps  note', '-------  ----  ----', 'no loss    25', '5 %      24.5  x'].join('\n'),
  )
})

test('an aim that is missed is marked', () => {
  const aims = [{ aim: 'delay ms', value: 7, limit: 5, met: false }]
  expect(report({ name: 'media', rows: [], aims })).toContain('✗ delay ms: 7 (5)')
})
