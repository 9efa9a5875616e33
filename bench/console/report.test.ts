import { expect, test } from 'vitest'
import { aimsOf } from './report.ts'

const times = (product: number, byHand: number) => ({ product: [product], byHand: [byHand] })

test('the worst case decides each aim, and the others that miss it are counted', () => {
  const found = [
    { name: 'quick', small: times(5, 2), large: times(6, 3) },
    { name: 'slow', small: times(30, 2), large: times(60, 50) },
    { name: 'slower', small: times(60, 2), large: times(80, 70) },
  ]
  const [p95, growth, byHand] = aimsOf(found, 4)
  expect(p95).toEqual({
    aim: 'p95 at the large size, ms, worst of 3 (slower), missed by 2',
    value: 80,
    limit: 50,
    met: false,
  })
  expect(growth).toMatchObject({ value: 2, met: false })
  expect(byHand).toMatchObject({ value: 2, met: true })
})

test('what any request costs is taken off in the last aim only', () => {
  const found = [{ name: 'quick', small: times(5, 2), large: times(6, 2) }]
  const [, , whole, less] = aimsOf(found, 4)
  expect(whole?.value).toBe(3)
  expect(less?.value).toBe(1)
})
