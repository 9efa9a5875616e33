import { expect, it } from 'vitest'
import { isPersonal } from './personal.ts'

it('takes phones, ID numbers and names for personal, numbers of tasks, policies and cases not', () => {
  for (const text of ['15618293093', '654646464646565', '43292920200700051x', '邓小闲', 'Ann Lee'])
    expect(isPersonal(text)).toBe(true)
  for (const text of ['', '20201234', '646464644664', 'PA-2026/17', '1561829309'])
    expect(isPersonal(text)).toBe(false)
})
