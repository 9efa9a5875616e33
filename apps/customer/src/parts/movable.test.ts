import { expect, test } from 'vitest'
import { nearestCorner } from './movable.tsx'

test('what is dropped goes to the corner of its quarter', () => {
  expect(nearestCorner(10, 10, 390, 844)).toBe('top-left')
  expect(nearestCorner(380, 10, 390, 844)).toBe('top-right')
  expect(nearestCorner(10, 800, 390, 844)).toBe('bottom-left')
  expect(nearestCorner(200, 430, 390, 844)).toBe('bottom-right')
})
