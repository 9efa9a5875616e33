import { describe, expect, it } from 'vitest'
import { maskName, maskPhone } from './mask.ts'

describe('masks', () => {
  it.each([
    ['邓小闲', '邓*闲'],
    ['欧阳明月', '欧**月'],
    ['张三', '张*'],
    ['张', '*'],
    ['𠮷野家', '𠮷*家'],
    ['Anna Li', 'A*****i'],
  ])('%s is shown as %s', (name, masked) => {
    expect(maskName(name)).toBe(masked)
  })

  it('a phone keeps three and four digits', () => {
    expect(maskPhone('15618293093')).toBe('156****3093')
  })
})
