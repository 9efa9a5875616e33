import { expect, it } from 'vitest'
import { logoProblem } from './logo-file.ts'

const limit = 512 * 1024
const file = (name: string, type: string, size = 1000) => ({ name, type, size })

it('takes PNG, JPEG and WebP up to the limit', () => {
  expect(logoProblem(file('a.png', 'image/png'), limit)).toBeNull()
  expect(logoProblem(file('a.jpg', 'image/jpeg', limit), limit)).toBeNull()
  expect(logoProblem(file('a.webp', 'image/webp'), limit)).toBeNull()
})

it('says what is refused and why', () => {
  expect(logoProblem(file('a.svg', 'image/svg+xml'), limit)).toBe('svg')
  expect(logoProblem(file('a.svg', ''), limit)).toBe('svg')
  expect(logoProblem(file('a.svg', 'image/png'), limit)).toBe('svg')
  expect(logoProblem(file('a.gif', 'image/gif'), limit)).toBe('kind')
  expect(logoProblem(file('a.png', 'image/png', limit + 1), limit)).toBe('size')
})
